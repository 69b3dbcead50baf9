package io.ccgate.config.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.load.ConfigFolders;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstConfigurationStartsTest {
    @TempDir
    Path dir;

    private final ConfigInit init = new ConfigInit(new SecureRandom());

    @Test
    void theDemoHasAnUpstreamForEachProtocol() throws IOException {
        ConfigInit.Result result = init.write(dir, ConfigInit.Options.demo("http://127.0.0.1:9/"));

        Config config = ConfigFolders.at(dir).config();
        assertThat(ConfigFolders.at(dir).load().findings()).isEmpty();
        assertThat(config.upstreams())
                .extracting(UpstreamConfig::protocol)
                .containsExactlyInAnyOrder(Protocol.values());
        assertThat(config.upstreams())
                .allSatisfy(upstream -> assertThat(upstream.url()).hasToString("http://127.0.0.1:9"));
        assertThat(config.tenants().get(0).keys().get(0).reveal())
                .isEqualTo(KeyForm.hash(result.tenantKey().orElseThrow()));
        assertThat(result.tenantKey().orElseThrow()).matches("sk-ccg-[0-9A-Za-z]{43}");
        assertThat(PasswordHash.matches(
                        config.server().admin().passwordHash().orElseThrow(),
                        result.adminPassword().orElseThrow()))
                .isTrue();
        assertThat(result.toString()).doesNotContain(result.tenantKey().orElseThrow());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("server.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theTemplateOfRealProvidersIsGood() throws IOException {
        init.write(dir, ConfigInit.Options.DEFAULT);

        assertThat(ConfigFolders.at(dir).load().findings()).isEmpty();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(dir.resolve("tenants.yaml"), "tenants: []\n");
        Files.writeString(dir.resolve("server.json"), "{}\n");

        ConfigInit.Result result = init.write(dir, ConfigInit.Options.DEFAULT);

        assertThat(result.kept()).containsExactly(dir.resolve("server.json"), dir.resolve("tenants.yaml"));
        assertThat(result.tenantKey()).isEmpty();
        assertThat(result.adminPassword()).isEmpty();
        assertThat(dir.resolve("server.json")).hasContent("{}\n");
        assertThat(dir.resolve("tenants.json")).doesNotExist();
    }
}
