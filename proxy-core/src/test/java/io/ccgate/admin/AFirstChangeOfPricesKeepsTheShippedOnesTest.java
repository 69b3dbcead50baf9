package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pricing.json takes the place of the jar's whole table: the first change, made by whatever call, must not lose the table. */
class AFirstChangeOfPricesKeepsTheShippedOnesTest {
    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient admin;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
        admin = AdminClient.of(gateway).with("If-Match: *");
        file = gateway.configFolder().resolve("pricing.json");
        Files.deleteIfExists(file);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @Test
    void byAMergePatchOfTheFile() throws IOException {
        keepsTheTable(admin.patch("/admin/v1/config/files/pricing", "{\"unknownModel\": \"refuse\"}"));
    }

    @Test
    void byEditsOfTheConfiguration() throws IOException {
        keepsTheTable(admin.put(
                "/admin/v1/config",
                "{\"edits\": [{\"file\": \"pricing\", \"op\": \"set\", \"pointer\": \"/unknownModel\","
                        + " \"value\": \"refuse\"}]}"));
    }

    @Test
    void byTheSettingsOfPrices() throws IOException {
        keepsTheTable(admin.put("/admin/v1/prices", "{\"unknown_model\": \"refuse\"}"));
    }

    private void keepsTheTable(Reply changed) throws IOException {
        assertThat(changed.status()).as(changed.raw().text()).isEqualTo(200);
        assertThat(Files.readString(file))
                .contains("\"unknownModel\": \"refuse\"")
                .contains("\"claude-");
        Reply prices = admin.get("/admin/v1/prices");
        assertThat(prices.json().path("shipped").asBoolean()).isFalse();
        assertThat(prices.json().path("prices").size()).isGreaterThan(20);
    }
}
