package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.TenantConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMeansTheSameTest {
    @TempDir
    Path dir;

    @Test
    void sameRecordsFromBothFormats() {
        TenantConfig json = ConfigFolders.in(dir)
                .with("tenants.json", """
                {"tenants": [{"id": "t", "key": "k", "enabled": true, "allowedModels": ["*sonnet*", "x"],
                  "limits": {"daily": {"maxUSD": 1.50}, "maxConcurrent": 3}, "allowedIPs": ["10.0.0.0/8"]}]}
                """)
                .config()
                .tenants()
                .get(0);

        TenantConfig yaml = ConfigFolders.in(dir)
                .without("tenants.json")
                .with("tenants.yml", """
                        # who may call
                        tenants:
                          - id: t
                            key: k
                            enabled: true
                            allowedModels: ["*sonnet*", x]
                            limits: &limits
                              daily: {maxUSD: 1.50}
                              maxConcurrent: 3
                            allowedIPs:
                              - 10.0.0.0/8
                        """)
                .config()
                .tenants()
                .get(0);

        assertThat(yaml).isEqualTo(json);
    }

    @Test
    void placesAreNamed() {
        assertThat(ConfigFolders.in(dir).with("server.yaml", """
                        server:
                          port: high
                          # émoji 😀
                          prot: 1
                        timeouts: {connect: 1s, connect: 2s}
                        logging:
                          level: loud
                        """).errors())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("server.yaml:2:9 /server/port: expected a whole number"),
                        line -> assertThat(line).startsWith("server.yaml:4:3 /server/prot: unknown key \"prot\""),
                        line -> assertThat(line)
                                .startsWith(
                                        "server.yaml:5:25 /timeouts/connect: \"connect\" is already set at line 5,"),
                        line -> assertThat(line).startsWith("server.yaml:7:10 /logging/level: unknown choice"));
    }

    @Test
    void whatIsNoYamlIsAFinding() {
        assertThat(ConfigFolders.in(dir)
                        .with("server.yaml", "server:\n  port: [1\n")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("server.yaml:3:1: not valid YAML");
        assertThat(ConfigFolders.in(dir).with("server.yaml", "# nothing\n").errors())
                .singleElement()
                .asString()
                .contains("the file is empty");
        assertThat(ConfigFolders.in(dir)
                        .with("server.yaml", "a: &a [&b [*a, *a], *b]\n<<: *a\n")
                        .errors())
                .isNotEmpty();
    }

    @Test
    void noObjectIsEverMade() {
        assertThat(ConfigFolders.in(dir)
                        .with("server.yaml", "server: !!java.net.URL [\"http://127.0.0.1:1\"]\n")
                        .errors())
                .singleElement()
                .asString()
                .contains("Global tag is not allowed");
    }
}
