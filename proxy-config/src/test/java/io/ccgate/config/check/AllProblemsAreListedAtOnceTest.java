package io.ccgate.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.load.ConfigFolders;
import io.ccgate.config.secret.KeyForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllProblemsAreListedAtOnceTest {
    @TempDir
    Path dir;

    private ConfigFolders folder() {
        return ConfigFolders.in(dir);
    }

    @Test
    void everyFileEveryLineInOrder() {
        List<String> errors = folder().with("server.json", """
                        {
                          "server": { "prot": 1, "maxBodySize": "lots" },
                          "port": 8080,
                          "timeouts": { "connect": "-1s" },
                          "server": {}
                        }
                        """)
                .with("upstreams.json", """
                        { "upstreams": [
                            { "id": "a", "url": "ftp://x" },
                            { "id": "b" } ],
                          "loadBalancer": { "strategy": "weighted_random_robin" } }
                        """)
                .with("tenants.json", "{ \"tenants\": [\n { \"id\": \"t\" \"key\": \"k\" } ] }")
                .errors();

        assertThat(errors)
                .containsExactly(
                        "server.json:2:15 /server/prot: unknown key \"prot\"; did you mean \"port\"?",
                        "server.json:2:41 /server/maxBodySize: expected a size such as \"32MB\", found the text \"lots\";"
                                + " write \"256KB\", \"32MB\", \"1GB\" or a number of bytes, at least 1024",
                        "server.json:3:3 /port: unknown key \"port\"; it belongs to \"server\"",
                        "server.json:4:28 /timeouts/connect: expected a duration such as \"30s\", at least 1 ms, found the"
                                + " text \"-1s\"; write \"30s\", \"5m\", \"1h\", \"7d\" or a number of milliseconds, at least"
                                + " 1 ms",
                        "server.json:5:3 /server: \"server\" is already set at line 2, column 3; remove one of the two",
                        "upstreams.json:2:25 /upstreams/0/url: the URL must start with http:// or https://; write the base"
                                + " URL of the provider, such as \"https://api.anthropic.com\"",
                        "upstreams.json:3:5 /upstreams/1: \"url\" is missing; add \"url\": an http or https URL",
                        "upstreams.json:4:33 /loadBalancer/strategy: unknown choice \"weighted_random_robin\" (did you mean"
                                + " \"weighted_round_robin\"?); use one of availability_first, round_robin,"
                                + " weighted_round_robin, random, weighted_random, least_connections",
                        "tenants.json:2:14: expected ',' or '}', found a text; put a comma after the value before it, or close"
                                + " with '}'");
    }

    @Test
    void referencesBetweenFilesAreChecked() {
        List<String> errors =
                folder().with("upstreams.json", """
                        {"upstreams": [{"id": "main", "url": "https://a.example", "weight": 0},
                                       {"id": "main", "url": "https://b.example", "weight": 0}]}
                        """).with("tenants.json", """
                        {"tenants": [
                          {"id": "one", "key": "same", "allowedModels": ["*"], "upstreams": ["mian"]},
                          {"id": "One", "key": "same", "allowedModels": ["*"], "upstreams": ["other", "m*"]},
                          {"id": "../x", "keys": [], "allowedModels": ["*"]},
                          {"id": "h", "key": "sha256:12", "allowedModels": ["*"]}]}
                        """).errors();

        assertThat(errors)
                .containsExactly(
                        "upstreams.json:1:69 /upstreams/0/weight: the weights of all enabled upstreams sum to 0, so none can"
                                + " be chosen; give one of them a weight above 0, or another strategy to loadBalancer",
                        "upstreams.json:2:23 /upstreams/1/id: there is already an upstream \"main\"; give every upstream its"
                                + " own id",
                        "tenants.json:3:10 /tenants/1/id: there is already a tenant \"one\", which differs in case only; give"
                                + " every tenant its own id",
                        "tenants.json:3:24 /tenants/1/key: tenant \"one\" already has this key; give every tenant its own"
                                + " (ccgate key new)",
                        "tenants.json:4:3 /tenants/2: the tenant has no key; add \"keys\": [\"sha256:…\"] (ccgate key new) or"
                                + " \"key\": \"…\"",
                        "tenants.json:4:10 /tenants/2/id: the id cannot be a folder name; use 1 to 128 letters, digits, '-',"
                                + " '_' or '.', with no '.' at the start",
                        "tenants.json:5:22 /tenants/3/key: after \"sha256:\" come 64 hexadecimal digits; write what \"ccgate"
                                + " key hash\" prints");
    }

    @Test
    void unknownUpstreamsAreNamedWithTheNearest() {
        assertThat(folder().with("tenants.json", """
                        {"tenants": [{"id": "t", "key": "k", "allowedModels": ["*"], "upstreams": ["mian"]}]}
                        """).errors())
                .containsExactly(
                        "tenants.json:1:76 /tenants/0/upstreams/0: no upstream is called \"mian\"; did you mean"
                                + " \"main\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\\\b", "..", "", " ", ".hidden", "a\\u0000b", "a\\nb", "x..y"})
    void unsafeTenantIdsAreRefused(String id) {
        assertThat(folder().with("tenants.json", """
                        {"tenants": [{"id": "%s", "key": "k", "allowedModels": ["*"]}]}
                        """.formatted(id)).errors())
                .singleElement()
                .asString()
                .contains("/tenants/0/id: the id cannot be");
    }

    @Test
    void aHashAndItsPlainKeyAreTheSameKey() {
        String hash = KeyForm.hash("sk-1");
        assertThat(folder().with("tenants.json", """
                        {"tenants": [{"id": "a", "key": "sk-1", "allowedModels": ["*"]},
                                     {"id": "b", "keys": ["%s"], "allowedModels": ["*"]}]}
                        """.formatted(hash)).errors())
                .singleElement()
                .asString()
                .contains("already has this key");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, WARNING", "localhost, WARNING", "0.0.0.0, ERROR", "192.168.1.2, ERROR"})
    void theShippedPasswordIsAnErrorOnlyWhereOthersReachIt(String host, Finding.Severity severity) {
        assertThat(folder().with("server.json", """
                        {"server": {"host": "%s"}, "admin": {"password": "changeme"}}
                        """.formatted(host)).findingsIn("server.json"))
                .filteredOn(finding -> finding.pointer().equals("/admin/password"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(severity));
    }

    @Test
    void listenersMustNotCollideAndTheirFilesMustExist() {
        assertThat(folder().with("server.json", """
                        {"server": {"listeners": [
                          {"host": "0.0.0.0", "port": 3000},
                          {"host": "127.0.0.1", "port": 3000},
                          {"port": 3443, "tls": {"certificate": "no.pem", "privateKey": "no.key"}}]}}
                        """).errors())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("server.json:3:3 /server/listeners/1: port 3000 of"),
                        line -> assertThat(line).contains("/server/listeners/2/tls/certificate: the file"),
                        line -> assertThat(line).contains("/server/listeners/2/tls/privateKey: the file"));
    }

    @Test
    void doubtfulThingsAreWarnings() {
        ConfigFolders folder = folder().with("server.json", """
                        {"openai": {"models": {"gpt": "claude-unheard-of"}}}
                        """)
                .with("pricing.json", """
                        {"modelPricing": {"claude-3*": {"input": 3, "output": 15},
                                          "gpt-4": {"input": 0.03, "output": 0.06},
                                          "gpt-5": {"input": 0.00125, "output": 0.01}}}
                        """)
                .with("upstreams.json", """
                        {"upstreams": [{"id": "main", "url": "http://a.example", "key": "sk"},
                                       {"id": "spare", "url": "https://a.example"}]}
                        """)
                .with("tenants.json", """
                        {"tenants": [{"id": "t", "key": "plain", "upstreams": ["main"], "expiresAt": "2026-01-01"}]}
                        """);

        assertThat(folder.errors()).isEmpty();
        assertThat(folder.warnings())
                .anyMatch(line -> line.contains("/openai/models/gpt: the model \"claude-unheard-of\" has no price"))
                .anyMatch(line -> line.startsWith("upstreams.json:1:38 /upstreams/0/url: the key travels in clear"))
                .anyMatch(line -> line.contains("/upstreams/1/id: no tenant may use the upstream \"spare\""))
                .anyMatch(line -> line.contains("/tenants/0/key: the key stands here in plain text"))
                .anyMatch(line -> line.contains("/tenants/0: no model is allowed"))
                .anyMatch(line -> line.contains("/tenants/0/expiresAt: the tenant has expired"))
                .anyMatch(line ->
                        line.contains("/modelPricing/claude-3*: the price of \"claude-3*\" looks a thousandfold"));
    }

    @Test
    void aWholeTableInTheWrongUnitIsOneWarning() {
        assertThat(folder().with("pricing.json", """
                        {"unit": "per1m", "modelPricing": {"a": {"input": 0.003, "output": 0.015},
                                                           "b": {"input": 0.001, "output": 0.005}}}
                        """).warnings())
                .filteredOn(line -> line.startsWith("pricing.json"))
                .singleElement()
                .asString()
                .startsWith("pricing.json:1:10 /unit: 2 prices look a thousandfold off");
    }

    @Test
    void openFilesWithSecretsAreWarnedOf() throws IOException {
        folder();
        Files.setPosixFilePermissions(dir.resolve("upstreams.json"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(dir.resolve("tenants.json"), PosixFilePermissions.fromString("rw-------"));

        assertThat(ConfigFolders.at(dir).warnings())
                .filteredOn(line -> line.contains("can be read by every user"))
                .singleElement()
                .asString()
                .startsWith("upstreams.json: holds secrets");
    }

    @Test
    void secretsNeverShow() {
        ConfigFolders folder = folder().env(Map.of("PORT", "s3cret-port", "LEVEL", "s3cret-level"))
                .with("server.json", """
                        {"server": {"port": "${env:PORT}"}, "logging": {"level": "${env:LEVEL}"},
                         "admin": {"passwordHash": "s3cret-hash", "password": ["s3cret-list"]}}
                        """)
                .with("upstreams.json", """
                        {"upstreams": [{"id": "u", "url": "https://user:s3cret-url@x", "key": 1234,
                                        "forwardProxy": "http://u:s3cret-proxy@"}]}
                        """);

        assertThat(folder.errors()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(FindingFormat.TEXT.render(folder.load().findings()))
                .doesNotContain("s3cret")
                .doesNotContain("1234");
    }

    @Test
    void jsonOutputSeparatesErrorsFromWarnings() {
        String json = FindingFormat.JSON.render(List.of(
                new Finding(Finding.Severity.ERROR, "a.json", 1, 2, "/x\"y", "bad", "good"),
                new Finding(Finding.Severity.WARNING, "b.json", 0, 0, "", "odd", "fix")));

        assertThat(json).isEqualTo("""
                {"errors":[{"severity":"error","file":"a.json","line":1,"column":2,"pointer":"/x\\"y","problem":"bad",\
                "remedy":"good"}],"warnings":[{"severity":"warning","file":"b.json","line":0,"column":0,"pointer":"",\
                "problem":"odd","remedy":"fix"}]}
                """);
    }
}
