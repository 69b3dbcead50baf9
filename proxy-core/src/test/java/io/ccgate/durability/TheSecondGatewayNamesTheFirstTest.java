package io.ccgate.durability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.fixture.GatewayFolder;
import io.ccgate.fixture.ServedFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one data folder would write over each other: the second does not start, and says which one is in its way. */
class TheSecondGatewayNamesTheFirstTest {
    @TempDir
    Path folder;

    @Test
    void byProcessAddressAndTime() throws Exception {
        GatewayFolder files = GatewayFolder.in(folder)
                .upstreams(
                        "\"strategy\": \"round_robin\"",
                        GatewayFolder.upstream("demo", URI.create("http://127.0.0.1:1"), ""));
        try (GatewayChild first = GatewayChild.start(files)) {
            assertThatThrownBy(() -> ServedFolder.start(files.config(), files.data()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another gateway: process " + first.pid())
                    .hasMessageContaining("running since 20")
                    .hasMessageContaining("127.0.0.1:" + first.url().getPort())
                    .hasMessageContaining("--data");
            first.kill();
        }
        ServedFolder.start(files.config(), files.data()).close();
    }
}
