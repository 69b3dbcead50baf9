package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.RawUpstream.Script;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every wait has an end, and the client is told which one it was. */
@ExtendWith(LeakCheck.class)
class WaitsEndTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\"}");
    private static final Script SILENT = connection -> {
        connection.read();
        connection.awaitClosed(Duration.ofSeconds(20));
    };

    @TempDir
    Path folder;

    private RawClient.Answer ask(RawUpstream upstream, String timeouts, String request) throws IOException {
        try (upstream;
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .timeouts(timeouts)
                        .start()) {
            return RawClient.ask(gateway, request);
        }
    }

    @Test
    void forAPlainAnswer() throws Exception {
        RawClient.Answer answer = ask(RawUpstream.serving(SILENT), "\"nonStream\": \"300ms\"", ASK);

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("answer head");
    }

    @Test
    void forTheRestOfAPlainAnswer() throws Exception {
        RawUpstream half = RawUpstream.serving(connection -> {
            connection.read();
            connection.send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{");
            connection.awaitClosed(Duration.ofSeconds(20));
        });
        RawClient.Answer answer = ask(half, "\"nonStream\": \"300ms\"", ASK);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.end()).isEqualTo(RawClient.End.CUT);
    }

    @Test
    void forTheFirstContentOfAStream() throws Exception {
        RawClient.Answer answer =
                ask(RawUpstream.serving(SILENT), "\"streamFirstByte\": \"300ms\"", Dialect.ANTHROPIC.ask());

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("upstream_timeout");
    }

    @Test
    void forAConnection() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once its queue is full, the kernel answers no further connect.
            try {
                while (waiting.size() < 10) {
                    Socket socket = new Socket();
                    waiting.add(socket);
                    socket.connect(full.getLocalSocketAddress(), 300);
                }
            } catch (SocketTimeoutException isFull) {
                // As wanted.
            }
            try (TestGateway gateway = TestGateway.in(folder)
                    .upstream("u", URI.create("http://127.0.0.1:" + full.getLocalPort()), "anthropic", "")
                    .timeouts("\"connect\": \"300ms\"")
                    .start()) {
                RawClient.Answer answer = RawClient.ask(gateway, ASK);

                assertThat(answer.status()).isEqualTo(504);
                assertThat(answer.text()).contains("connect");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void forTheRestOfARequest() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .server("\"timeout\": 1000")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(ASK.substring(0, ASK.length() - 3));

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).contains("close");
            assertThat(client.readAll()).isEmpty();
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void forAHeadThatDripsByteByByte() throws Exception {
        assertHeadIsRefused("GET /v1/models HTTP/1.1", "x");
    }

    @Test
    void forAHeadThatDripsLineByLine() throws Exception {
        assertHeadIsRefused("GET /v1/models HTTP/1.1\r\nhost: gateway\r\n", "x: y\r\n");
    }

    @Test
    void forTheHeadOfALaterRequestOfAConnection() throws Exception {
        assertHeadIsRefused(ASK + "GET /v1/models HTTP/1.1\r\n", "x: y\r\n");
    }

    private void assertHeadIsRefused(String begun, String drop) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .server("\"timeout\": 1000")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(begun);
            if (begun.startsWith(ASK)) {
                assertThat(client.read().status()).isEqualTo(200);
            }
            int sent = 0;
            while (sent < 100 && client.isSilentFor(100)) {
                client.send(drop);
                sent++;
            }

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).contains("close");
        }
    }

    @Test
    void forABodyThatDrips() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .server("\"timeout\": 1000")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", "x".repeat(1000)).replace("x".repeat(1000), ""));
            int sent = 0;
            while (sent < 900 && client.isSilentFor(100)) {
                client.send("x");
                sent++;
            }

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("connection")).contains("close");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void butNotForABodyThatIsLarge() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"large\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .server("\"timeout\": 1000")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            String body = "{\"model\":\"m\",\"pad\":\"" + "x".repeat(2_000_000) + "\"}";
            String request = RawClient.post("/v1/messages", body);
            int piece = request.length() / 20;
            for (int from = 0; from < request.length(); from += piece) {
                client.send(request.substring(from, Math.min(request.length(), from + piece)));
                assertThat(from + piece >= request.length() || client.isSilentFor(100))
                        .isTrue();
            }

            assertThat(client.read().text()).contains("large");
        }
    }

    @Test
    void forASilentStreamAKeepAliveIsSentBetweenEvents() throws Exception {
        RawUpstream slow = RawUpstream.serving(connection -> {
            connection.read();
            connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(Dialect.ANTHROPIC.begun()));
            connection.awaitClosed(Duration.ofSeconds(20));
        });
        try (slow;
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", slow.url(), "anthropic", "")
                        .timeouts("\"keepAlive\": \"100ms\"")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(Dialect.ANTHROPIC.ask());
            client.readUntil("text_delta");
            client.readUntil("event: ping\ndata: {\"type\": \"ping\"}\n\n");
            client.readUntil("event: ping\ndata: {\"type\": \"ping\"}\n\n");
        }
    }
}
