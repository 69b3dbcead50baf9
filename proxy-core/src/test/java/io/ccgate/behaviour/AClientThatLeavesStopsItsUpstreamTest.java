package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody pays for an answer that nobody reads, and what was generated so far stands in the books. */
@ExtendWith(LeakCheck.class)
class AClientThatLeavesStopsItsUpstreamTest {
    @TempDir
    Path folder;

    private TestGateway before(RawUpstream upstream, Transport transport) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", ", \"failureThreshold\": 1")
                .transport(transport)
                .start();
    }

    private static void leave(RawClient client, boolean reset) throws Exception {
        if (reset) {
            client.reset();
        } else {
            client.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"NIO, false", "NIO, true", "EPOLL, false", "EPOLL, true"})
    void beforeTheFirstByte(Transport transport, boolean reset) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    asked.countDown();
                    cancelled.complete(connection.awaitClosed(Duration.ofSeconds(15)));
                });
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(Dialect.ANTHROPIC.ask());
            assertThat(asked.await(15, TimeUnit.SECONDS)).isTrue();

            leave(client, reset);

            assertThat(cancelled.get(20, TimeUnit.SECONDS)).isTrue();
            JsonNode record = Records.one(gateway);
            assertThat(record.get("statusCode").asInt()).isEqualTo(499);
            assertThat(record.get("errorType").asText()).isEqualTo("client_gone");
            assertThat(record.get("estimated").asBoolean()).isTrue();
            assertThat(record.get("inputTokens").asInt()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"NIO, false", "NIO, true", "EPOLL, false", "EPOLL, true"})
    void inMidStream(Transport transport, boolean reset) throws Exception {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(Dialect.ANTHROPIC.begun()));
                    cancelled.complete(connection.awaitClosed(Duration.ofSeconds(15)));
                });
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(Dialect.ANTHROPIC.ask()).readUntil("text_delta");

            leave(client, reset);

            assertThat(cancelled.get(20, TimeUnit.SECONDS)).isTrue();
            JsonNode record = Records.one(gateway);
            assertThat(record.get("statusCode").asInt()).isEqualTo(200);
            assertThat(record.get("errorType").asText()).isEqualTo("client_gone");
            assertThat(record.get("estimated").asBoolean()).isTrue();
            assertThat(record.get("inputTokens").asInt()).isEqualTo(25);
            assertThat(record.get("cacheReadTokens").asInt()).isEqualTo(7);
            assertThat(record.get("outputTokens").asInt()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"NIO", "EPOLL"})
    void whileItWasTooSlowToRead(Transport transport) throws Exception {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        byte[] piece = new byte[1 << 16];
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-type: a/b\r\ncontent-length: 1000000000\r\n\r\n");
                    try {
                        while (true) {
                            connection.send(piece);
                        }
                    } catch (java.io.IOException closed) {
                        cancelled.complete(true);
                    }
                });
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway.port(), 16 * 1024)) {
            client.send(RawClient.get("/v1/files/f/content")).readHead();

            client.reset();

            assertThat(cancelled.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"NIO", "EPOLL"})
    void whileItsBodyIsStillComing(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send("POST /v1/messages HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n\r\n");
            client.readHead();
            client.send("{\"model\":\"m\"");

            client.reset();

            // The gateway goes on serving others, and asked nobody for this one.
            assertThat(RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"m\"}"))
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.requests()).hasSize(1);
        }
    }
}
