package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No event waits for the next one, and no bytes wait in the gateway's memory for a client that does not read. */
@ExtendWith(LeakCheck.class)
class ContentIsDeliveredAsItComesTest {
    private static final int EVENTS = 50;

    @TempDir
    Path folder;

    private TestGateway before(RawUpstream upstream, Transport transport) throws IOException {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .transport(transport)
                .start();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theUpstreamGoesOnOnlyWhenTheClientHasTheEventBefore(Transport transport) throws Exception {
        LinkedBlockingQueue<Integer> confirmed = new LinkedBlockingQueue<>();
        String[] parts = Dialect.ANTHROPIC.stream().split("(?=event: content_block_stop)");
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(parts[0] + event(0)));
                    for (int i = 1; i < EVENTS; i++) {
                        if (!Integer.valueOf(i - 1).equals(confirmed.poll(15, TimeUnit.SECONDS))) {
                            return;
                        }
                        connection.send(RawUpstream.chunk(event(i)));
                    }
                    connection.send(RawUpstream.chunk(parts[1]) + "0\r\n\r\n");
                    connection.read();
                });
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(Dialect.ANTHROPIC.ask());
            for (int i = 0; i < EVENTS; i++) {
                client.readUntil("\"text\":\"number " + i + "\"}}\n\n");
                confirmed.add(i);
            }
            client.readUntil("message_stop");
        }
    }

    private static String event(int number) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"number " + number + "\"}}\n\n";
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aClientThatDoesNotReadStopsTheUpstream(Transport transport) throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        long total = 64L << 20;
        byte[] piece = new byte[1 << 16];
        java.util.Arrays.fill(piece, (byte) 'x');
        java.util.concurrent.atomic.AtomicLong sent = new java.util.concurrent.atomic.AtomicLong();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ncontent-length: "
                            + total + "\r\n\r\n");
                    while (sent.get() < total) {
                        connection.send(piece);
                        sent.addAndGet(piece.length);
                    }
                    all.countDown();
                    connection.read();
                });
                TestGateway gateway = before(upstream, transport);
                RawClient client = RawClient.to(gateway.port(), 16 * 1024)) {
            client.send(RawClient.get("/v1/files/large/content"));
            long[] last = {-1, System.nanoTime()};
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(30))
                    .pollInterval(java.time.Duration.ofMillis(50))
                    .until(() -> standsStill(sent.get(), last));
            // What the kernel's own buffers between three sockets may hold, and little more.
            assertThat(sent.get()).isLessThan(40L << 20);
            assertThat(gateway.gateway().addresses()).isNotEmpty();

            RawClient.Answer answer = client.read();

            assertThat(answer.body().length).isEqualTo((int) total);
            assertThat(answer.end()).isEqualTo(RawClient.End.WHOLE);
            assertThat(all.await(15, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean standsStill(long sent, long[] last) {
        if (sent != last[0]) {
            last[0] = sent;
            last[1] = System.nanoTime();
            return false;
        }
        return sent > 0 && System.nanoTime() - last[1] > 500_000_000L;
    }

    @Test
    void theHeadOfAPlainAnswerDoesNotWaitForItsEnd() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(
                            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"a\":");
                    connection.await(seen);
                    connection.send("123}");
                    connection.read();
                });
                TestGateway gateway = before(upstream, Transport.best());
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", "{\"model\":\"m\"}"));
            client.readUntil("{\"a\":");
            seen.countDown();
            client.readUntil("123}");
        }
    }
}
