package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.STREAM_HEAD;
import static io.ccgate.fixture.RawUpstream.chunk;
import static io.ccgate.fixture.RawUpstream.json;
import static io.ccgate.fixture.RawUpstream.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.usage.ledger.Standing;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However a request ends, what was held for it comes back, and its place is free again. */
@ExtendWith(LeakCheck.class)
class ReservationsNeverLeakTest {
    private static final Dialect CLAUDE = Dialect.ANTHROPIC;
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void endScripts() {
        over.countDown();
    }

    @Test
    void whenNoUpstreamCanBeReached() throws Exception {
        try (TestGateway gateway = gateway(NOBODY, NOBODY)) {
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).status()).isEqualTo(502);
            assertNothingIsHeld(gateway);
        }
    }

    @Test
    void whenAnotherUpstreamTakesOver() throws Exception {
        try (RawUpstream failing = RawUpstream.answering(json(500, "{}"));
                RawUpstream good = RawUpstream.answering(stream(CLAUDE.stream()));
                TestGateway gateway = gateway(failing.url(), good.url())) {
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).status()).isEqualTo(200);
            assertNothingIsHeld(gateway);
            assertThat(standing(gateway).daily().requests()).isEqualTo(1);
        }
    }

    @Test
    void whenTheUpstreamBreaksOff() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(STREAM_HEAD + chunk(CLAUDE.begun()));
                    connection.reset();
                });
                TestGateway gateway = gateway(upstream.url())) {
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).text()).contains("event: error");
            assertNothingIsHeld(gateway);
            assertThat(standing(gateway).daily().tokens())
                    .as("what was seen is counted")
                    .isPositive();
        }
    }

    @Test
    void whenTheClientLeavesBeforeTheAnswer() throws Exception {
        try (RawUpstream upstream = silent();
                TestGateway gateway = gateway(upstream.url());
                RawClient client = RawClient.to(gateway)) {
            client.send(CLAUDE.ask());
            await().until(() -> upstream.requests().size() == 1);
            assertThat(standing(gateway).reservedMicros()).isPositive();
            client.reset();
            assertNothingIsHeld(gateway);
        }
    }

    @Test
    void whenTheClientLeavesInTheMiddle() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(STREAM_HEAD + chunk(CLAUDE.begun()));
                    connection.await(over);
                });
                TestGateway gateway = gateway(upstream.url());
                RawClient client = RawClient.to(gateway)) {
            client.send(CLAUDE.ask());
            client.readHead();
            client.reset();
            assertNothingIsHeld(gateway);
        }
    }

    @Test
    void whenAnUpstreamOfAnotherProtocolFails() throws Exception {
        try (TestGateway gateway = TestGateway.in(folder)
                .upstream("u", NOBODY, "gemini", "")
                .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxUSD\": 9}, \"maxConcurrent\": 2}")
                .start()) {
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).status()).isEqualTo(502);
            assertNothingIsHeld(gateway);
        }
    }

    @Test
    void aRaiseByReloadIsInForceAtOnce() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(stream(CLAUDE.stream()));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"total\": {\"maxRequests\": 1}}")
                        .start()) {
            RawClient.ask(gateway, CLAUDE.ask());
            await().until(() -> standing(gateway).total().requests() == 1);
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).text()).contains("it does not reset");

            gateway.edit(
                    "tenants.json",
                    text -> text.replace(
                            "\"limits\": {",
                            "\"limits\": {\"raise\": {\"until\": \"2999-01-01\", \"total\": {\"maxRequests\": 2}}, "));

            assertThat(RawClient.ask(gateway, CLAUDE.ask()).status()).isEqualTo(200);
            await().until(() -> standing(gateway).total().requests() == 2);
            assertThat(RawClient.ask(gateway, CLAUDE.ask()).text()).contains("2 of 2 used");
        }
    }

    private RawUpstream silent() throws Exception {
        return RawUpstream.serving(connection -> {
            connection.read();
            connection.await(over);
        });
    }

    private TestGateway gateway(URI... upstreams) throws Exception {
        TestGateway.Builder builder = TestGateway.in(folder)
                .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxUSD\": 9}, \"maxConcurrent\": 2}");
        for (int i = 0; i < upstreams.length; i++) {
            builder.upstream("u" + i, upstreams[i], "anthropic", "");
        }
        return builder.start();
    }

    private static void assertNothingIsHeld(TestGateway gateway) {
        TenantConfig tenant = gateway.config().tenants().get(0);
        await().until(() -> gateway.gateway().entrance().standing(tenant).running() == 0);
        Standing standing = standing(gateway);
        assertThat(standing.reservedRequests()).isZero();
        assertThat(standing.reservedMicros()).isZero();
        assertThat(standing.reservedTokens()).isZero();
        assertThat(standing.limits())
                .allSatisfy(limit -> assertThat(limit.reserved()).isZero());
    }

    private static Standing standing(TestGateway gateway) {
        return gateway.gateway()
                .books()
                .ledger()
                .standing(gateway.config().tenants().get(0));
    }
}
