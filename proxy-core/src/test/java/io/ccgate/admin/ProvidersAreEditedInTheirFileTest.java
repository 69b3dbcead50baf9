package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersAreEditedInTheirFileTest {
    private static final String PATH = "/admin/v1/providers";
    private static final String FILE = """
        // Where the requests go.
        {
          "upstreams": [
            // the good one
            {
              "id": "main",
              "name": "Main",
              "url": "https://api.example.com", // no path
              "key": "sk-main-0123456789-abcd",
              "weight": 100,
              /* off on Sundays */
              "enabled": true
            },
            // the cheap one
            { "id": "cheap", "name": "Cheap", "url": "https://cheap.example.com/v1", "key": "${env:CHEAP:-none}", "protocol": "openai-chat" }, // slow
            { "id": "last", "name": "Last", "url": "https://last.example.com", "key": "short" }
          ],
          "loadBalancer": {"strategy": "availability_first", "healthCheckEnabled": false}
        }
        """;

    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient admin;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
        gateway.edit("upstreams.json", text -> FILE);
        admin = AdminClient.of(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    private Path file() {
        return gateway.configFolder().resolve("upstreams.json");
    }

    private String text() throws IOException {
        return Files.readString(file());
    }

    @Test
    void theyAreShownWithoutTheirKeys() throws IOException {
        Reply reply = admin.get(PATH);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasSize(3);
        var main = reply.json().get(0);
        assertThat(main.path("id").asText()).isEqualTo("main");
        assertThat(main.path("api_key").asText()).isEqualTo("***abcd");
        assertThat(main.path("config").path("key").asText()).isEqualTo("***abcd");
        assertThat(main.path("failure_threshold").asInt()).isEqualTo(3);
        assertThat(main.path("blacklist_minutes").toString()).isEqualTo("10");
        assertThat(main.path("blacklisted_until").isNull()).isTrue();
        assertThat(main.path("is_blacklisted").asBoolean()).isFalse();
        assertThat(main.path("sort_order").asInt()).isZero();
        assertThat(reply.json().get(1).path("cli_type").asText()).isEqualTo("codex");
        assertThat(reply.json().get(2).path("api_key").asText()).isEqualTo("***");
        assertThat(reply.raw().text())
                .doesNotContain("sk-main")
                .doesNotContain("none")
                .doesNotContain("short\"");
        assertThat(admin.get(PATH + "/cheap").json().path("base_url").asText())
                .isEqualTo("https://cheap.example.com/v1");
    }

    @Test
    void oneIsAddedAtTheEnd() throws IOException {
        Reply reply = admin.post(PATH, """
            {"cli_type": "codex", "name": "New One", "base_url": "https://new.example.com/v1",
             "api_key": "sk-new-0123456789-wxyz", "failure_threshold": 5, "blacklist_minutes": 2,
             "model_maps": [{"source_model": "gpt-*", "target_model": "big", "enabled": true}]}\
            """);

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        assertThat(reply.json().path("id").asText()).isEqualTo("new-one");
        assertThat(reply.json().path("api_key").asText()).isEqualTo("***wxyz");
        assertThat(reply.json().path("protocol").asText()).isEqualTo("openai-responses");
        assertThat(reply.json().path("blacklist_minutes").asInt()).isEqualTo(2);
        assertThat(reply.json().path("model_maps").path(0).path("target_model").asText())
                .isEqualTo("big");
        assertThat(text()).isEqualTo(FILE.replace("\"key\": \"short\" }\n", """
            "key": "short" },
                {
                  "id": "new-one",
                  "name": "New One",
                  "url": "https://new.example.com/v1",
                  "key": "sk-new-0123456789-wxyz",
                  "agents": ["codex"],
                  "failureThreshold": 5,
                  "blacklistFor": "2m",
                  "models": { "gpt-*": "big" },
                  "protocol": "openai-responses"
                }
            """));
        assertThat(admin.get(PATH).json()).hasSize(4);
    }

    @Test
    void aChangeTouchesNothingElse() throws IOException {
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        Reply reply = admin.put(PATH + "/main", """
            {"enabled": false, "api_key": "***abcd", "weight": 100.0, "config": {"weight": null, "description": "d"}}\
            """);

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        assertThat(reply.json().path("enabled").asBoolean()).isFalse();
        assertThat(text())
                .isEqualTo(FILE.replace("\"enabled\": true\n", "\"enabled\": false,\n      \"description\": \"d\"\n")
                        .replace("      \"weight\": 100,\n", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void removingAndReorderingKeepTheComments() throws IOException {
        assertThat(admin.post(PATH + "/reorder", "{\"ids\": [\"cheap\", \"main\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(PATH).json().get(0).path("id").asText()).isEqualTo("cheap");
        assertThat(text())
                .contains("// the good one")
                .contains("/* off on Sundays */")
                .contains("// the cheap one");
        int cheap = text().indexOf("// the cheap one");
        assertThat(cheap).isPositive().isLessThan(text().indexOf("// the good one"));

        gateway.edit("upstreams.json", now -> FILE);
        assertThat(admin.delete(PATH + "/last").status()).isEqualTo(200);
        assertThat(text())
                .isEqualTo(FILE.replace("\"openai-chat\" }, // slow\n", "\"openai-chat\" } // slow\n")
                        .replace(
                                "    { \"id\": \"last\", \"name\": \"Last\", \"url\": \"https://last.example.com\","
                                        + " \"key\": \"short\" }\n",
                                ""));
        assertThat(admin.get(PATH + "/last").status()).isEqualTo(404);
    }

    @Test
    void whoSawAnotherStateIsTold() throws IOException {
        String seen = admin.get(PATH).etag();
        assertThat(admin.with("If-Match: \"" + seen + "\"")
                        .put(PATH + "/main", "{\"weight\": 7}")
                        .status())
                .isEqualTo(200);
        Reply late = admin.with("If-Match: \"" + seen + "\"").put(PATH + "/main", "{\"weight\": 8}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().path("remedy").asText()).contains("ETag");
        assertThat(admin.get(PATH + "/main").json().path("weight").asInt()).isEqualTo(7);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws IOException {
        assertThat(admin.post(PATH, "{\"name\": \"x\"}").json().path("field").asText())
                .isEqualTo("/base_url");
        Reply url = admin.post(PATH, "{\"name\": \"x\", \"base_url\": \"not a url\", \"api_key\": \"k\"}");
        assertThat(url.status()).isEqualTo(422);
        assertThat(url.json().path("field").asText()).isEqualTo("/upstreams/3/url");
        assertThat(url.json().path("findings").path(0).path("line").asInt()).isPositive();
        assertThat(admin.put(PATH + "/main", "{\"api_key\": \"***wxyz\"}").status())
                .isEqualTo(422);
        assertThat(admin.put(PATH + "/main", "{\"id\": \"other\"}").status()).isEqualTo(422);
        assertThat(admin.put(PATH + "/main", "{\"wieght\": 1}")
                        .json()
                        .path("remedy")
                        .asText())
                .contains("weight");
        assertThat(admin.put(PATH + "/main", "{\"failure_threshold\": 0}").status())
                .isEqualTo(422);
        assertThat(admin.put(PATH + "/nobody", "{\"weight\": 1}").status()).isEqualTo(404);
        assertThat(admin.delete(PATH + "/..%2f..%2fetc").status()).isEqualTo(404);
        assertThat(admin.post(PATH + "/reorder", "{\"ids\": [\"main\", \"main\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.post(PATH + "/reorder", "{\"ids\": [\"nobody\"]}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("nobody");
        assertThat(admin.post(
                                PATH,
                                "{\"id\": \"main\", \"name\": \"x\", \"base_url\": \"http://x\", \"api_key\": \"\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post(PATH + "/nobody/unblacklist", "").status()).isEqualTo(404);
        assertThat(text()).isEqualTo(FILE);
    }

    @Test
    void eachChangeLeavesALineWithoutSecrets() throws IOException {
        admin.put(PATH + "/main", "{\"api_key\": \"sk-other-0123456789-efgh\", \"weight\": 5}");
        admin.post(PATH + "/main/reset-failures", "");

        String audit = Files.readString(gateway.dataFolder().resolve("audit/audit.log"));
        assertThat(audit.lines()).hasSize(2);
        assertThat(audit)
                .contains("\"who\":\"admin\"")
                .contains("\"address\":\"127.0.0.1\"")
                .contains("\"action\":\"provider.change\"")
                .contains("{\"path\":\"upstreams[main].weight\",\"before\":100,\"after\":5}")
                .contains("{\"path\":\"upstreams[main].key\",\"before\":\"***abcd\",\"after\":\"***efgh\"}")
                .doesNotContain("sk-other")
                .doesNotContain("sk-main");
    }

    @Test
    void yamlIsEditedAsWell() throws IOException {
        String yaml = """
            # Where the requests go.
            upstreams:
              # the good one
              - id: main
                url: https://api.example.com   # no path
                key: sk-main-0123456789-abcd
            loadBalancer:
              healthCheckEnabled: false
            """;
        Files.delete(file());
        Path other = gateway.configFolder().resolve("upstreams.yaml");
        Files.writeString(other, yaml);
        gateway.edit("tenants.json", text -> text + "\n");

        Reply added = admin.post(PATH, """
            {"cli_type": "gemini", "name": "Second", "base_url": "https://g.example.com", "api_key": "${env:G:-x}"}\
            """);
        assertThat(added.status()).as(added.raw().text()).isEqualTo(200);
        assertThat(admin.put(PATH + "/main", "{\"weight\": 5, \"api_key\": \"***abcd\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.post(PATH + "/reorder", "{\"ids\": [\"second\", \"main\"]}")
                        .status())
                .isEqualTo(200);

        assertThat(Files.readString(other)).isEqualTo("""
            # Where the requests go.
            upstreams:
              - id: "second"
                name: "Second"
                url: "https://g.example.com"
                key: "${env:G:-x}"
                agents:
                  - "gemini"
                protocol: "gemini"
              # the good one
              - id: main
                url: https://api.example.com   # no path
                key: sk-main-0123456789-abcd
                weight: 5
            loadBalancer:
              healthCheckEnabled: false
            """);
    }
}
