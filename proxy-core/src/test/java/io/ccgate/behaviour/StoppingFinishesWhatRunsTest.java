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
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that stops takes nothing new, finishes its streams within the grace and tells the rest that it goes. */
@ExtendWith(LeakCheck.class)
class StoppingFinishesWhatRunsTest {
    @TempDir
    Path folder;

    private TestGateway gateway(RawUpstream upstream, Transport transport) throws IOException {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .transport(transport)
                .start();
    }

    private static void awaitNoNewConnections(int port) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return !socket.isConnected();
            } catch (IOException refused) {
                return true;
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void withinTheGrace(Transport transport) throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        String begun = Dialect.ANTHROPIC.begun();
        String rest = Dialect.ANTHROPIC.stream().substring(begun.length());
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(begun));
                    connection.await(finish);
                    connection.send(RawUpstream.chunk(rest) + "0\r\n\r\n");
                    connection.read();
                });
                TestGateway gateway = gateway(upstream, transport);
                RawClient idle = RawClient.to(gateway);
                RawClient client = RawClient.to(gateway)) {
            idle.send(RawClient.get("/health")).read();
            client.send(Dialect.ANTHROPIC.ask()).readUntil("text_delta");
            int port = gateway.port();

            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> gateway.gateway().stop(Duration.ofSeconds(30)));
            awaitNoNewConnections(port);
            assertThat(idle.readAll()).isEmpty();
            assertThat(stopped).isNotDone();
            finish.countDown();

            assertThat(client.readAll()).endsWith("0\r\n\r\n").contains("message_stop");
            stopped.get(20, TimeUnit.SECONDS);
            assertThat(Records.onDisk(gateway)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void andBreaksTheRestOffWithAWord(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(Dialect.ANTHROPIC.begun()));
                            connection.read();
                        },
                        connection -> {
                            connection.read();
                            connection.read();
                        });
                TestGateway gateway = gateway(upstream, transport);
                RawClient streaming = RawClient.to(gateway);
                RawClient waiting = RawClient.to(gateway);
                RawClient sending = RawClient.to(gateway)) {
            streaming.send(Dialect.ANTHROPIC.ask()).readUntil("text_delta");
            waiting.send(Dialect.ANTHROPIC.ask());
            Awaitility.await().until(() -> upstream.requests().size() == 2);
            sending.send("POST /v1/messages HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
            sending.readHead();

            gateway.gateway().stop(Duration.ZERO);

            assertThat(streaming.readAll()).contains("event: error\ndata: {").doesNotEndWith("0\r\n\r\n");
            assertThat(waiting.readAll()).startsWith("HTTP/1.1 503 ").contains("retry-after: 1");
            assertThat(sending.readAll()).startsWith("HTTP/1.1 503 ");
            assertThat(Records.onDisk(gateway)).hasSize(2);
            for (JsonNode record : Records.onDisk(gateway)) {
                assertThat(record.get("estimated").asBoolean()).isTrue();
                assertThat(record.get("estimatedBecause").asText()).isEqualTo("gateway_stopped");
                assertThat(record.get("inputTokens").asInt()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void alsoForAReaderThatIsSlow(Transport transport) throws Exception {
        String large = "x".repeat(60_000);
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, large));
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway.port(), 4096)) {
            // As much as fits between us, in the kernel and in the gateway, and all of it answered as far as upstreams
            // go.
            for (int i = 0; i < 100; i++) {
                client.send(RawClient.get("/v1/files/a/content"));
            }
            int[] last = {-1, 0};
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
                int now = upstream.requests().size();
                last[1] = now == last[0] ? last[1] + 1 : 0;
                last[0] = now;
                return now > 0 && last[1] >= 10;
            });
            int port = gateway.port();
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> gateway.gateway().stop(Duration.ofSeconds(30)));
            awaitNoNewConnections(port);

            int answers = 0;
            RawClient.Answer answer;
            do {
                answer = client.read();
                assertThat(answer.end()).isEqualTo(RawClient.End.WHOLE);
                assertThat(answer.body()).hasSize(large.length());
                answers++;
            } while (answers < upstream.requests().size());
            stopped.get(20, TimeUnit.SECONDS);
        }
    }
}
