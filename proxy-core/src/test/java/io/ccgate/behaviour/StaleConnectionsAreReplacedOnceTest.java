package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.RawUpstream.Script;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream may close an idle connection just as it is used again: asked once more on a fresh one, it is not to blame. */
@ExtendWith(LeakCheck.class)
class StaleConnectionsAreReplacedOnceTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\",\"messages\":[]}");

    /** Serves once, takes the next request and closes without a byte, as if it had closed before. */
    private static final Script STALE = connection -> {
        connection.read();
        connection.send(json(200, "{\"id\":\"ok\"}"));
        connection.read();
    };

    private static final Script STALE_BY_RESET = connection -> {
        STALE.run(connection);
        connection.reset();
    };

    private static final Script GOOD = connection -> {
        while (connection.read() != null) {
            connection.send(json(200, "{\"id\":\"ok\"}"));
        }
    };

    @TempDir
    Path folder;

    private TestGateway gateway(RawUpstream upstream, Transport transport) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", ", \"failureThreshold\": 1")
                .loadBalancer("\"strategy\": \"availability_first\", \"failoverEnabled\": false")
                .transport(transport)
                .start();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void onceOnAFreshConnectionAndNotCounted(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(STALE, STALE_BY_RESET, GOOD);
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(ASK).read().status()).isEqualTo(200);
            }
            // 1 and the stale 2, then 2 anew and the stale 3, then 3 anew, 4 and 5.
            assertThat(upstream.connections()).isEqualTo(3);
            assertThat(upstream.requests()).hasSize(7);
            assertThat(Records.await(gateway, 5))
                    .allSatisfy(record -> assertThat(record.get("attempts")).hasSize(1));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void neverTwice(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(STALE, RawUpstream.Connection::read);
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            assertThat(client.send(ASK).read().status()).isEqualTo(200);

            assertThat(client.send(ASK).read().status()).isEqualTo(502);

            assertThat(upstream.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void neverAfterAByte(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    STALE.run(connection);
                    connection.send("H");
                });
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            assertThat(client.send(ASK).read().status()).isEqualTo(200);

            assertThat(client.send(ASK).read().status()).isEqualTo(502);

            assertThat(upstream.requests()).hasSize(2);
        }
    }
}
