package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesAreResolvedTest {
    @TempDir
    Path dir;

    private ConfigFolders folder() {
        return ConfigFolders.in(dir).env(Map.of("KEY", "from-env", "PORT", "8080", "ON", "true", "EMPTY", ""));
    }

    private String key(String written) {
        return folder().with("upstreams.json", ConfigFolders.UPSTREAMS.replace("sk-up", written))
                .config()
                .upstreams()
                .get(0)
                .key()
                .reveal();
    }

    @Test
    void environmentAndDefaultsAndFiles() throws IOException {
        Files.writeString(dir.resolve("secret"), "from-file\r\n");

        assertThat(key("${env:KEY}")).isEqualTo("from-env");
        assertThat(key("a-${env:KEY}-${env:NONE:-b}")).isEqualTo("a-from-env-b");
        assertThat(key("${env:EMPTY:-fallback}")).isEqualTo("fallback");
        assertThat(key("${env:NONE:-}")).isEmpty();
        assertThat(key("${file:secret}")).isEqualTo("from-file");
        assertThat(key("$${env:KEY} ${other}")).isEqualTo("${env:KEY} ${other}");
    }

    @Test
    void theyMayStandForNumbersAndBooleans() {
        var server = folder().with("server.json", """
                        {"server": {"port": "${env:PORT}", "keepAlive": "${env:ON}", "timeout": "${env:PORT}"}}
                        """).config().server();

        assertThat(server.listeners().get(0).port()).isEqualTo(8080);
        assertThat(server.clientTimeout()).hasMillis(8080);
    }

    @Test
    void whatLeadsNowhereIsAnErrorOnce() {
        assertThat(folder().with("upstreams.json", """
                                {"upstreams": [{"id": "main", "url": "${env:URL}", "key": "${file:gone}"}]}
                                """).errors())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "upstreams.json:1:38 /upstreams/0/url: the environment variable URL is not set;"
                                                + " set it, or write ${env:URL:-default}"),
                        line -> assertThat(line).startsWith("upstreams.json:1:59 /upstreams/0/key: the file "));
    }

    @Test
    void keysFromOutsideNeedNoWarning() {
        assertThat(folder().with("tenants.json", """
                                {"tenants": [{"id": "t", "key": "${env:KEY}", "allowedModels": ["*"]}]}
                                """).warnings()).noneMatch(line -> line.startsWith("tenants.json"));
    }

    @Test
    void theHashCoversReferredFiles() throws IOException {
        ConfigFolders folder =
                folder().with("upstreams.json", ConfigFolders.UPSTREAMS.replace("sk-up", "${file:secret}"));
        Files.writeString(dir.resolve("secret"), "one");
        String first = folder.load().hash();
        Files.writeString(dir.resolve("secret"), "two");

        assertThat(folder.load().hash()).isNotEqualTo(first);
        assertThat(folder.load().references()).containsExactly(dir.resolve("secret"));
    }
}
