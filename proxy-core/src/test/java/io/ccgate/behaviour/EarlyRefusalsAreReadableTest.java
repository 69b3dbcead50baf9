package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is refused while still sending gets to read why: the connection is not reset under it. */
@ExtendWith(LeakCheck.class)
class EarlyRefusalsAreReadableTest {
    private static final int LARGE = 33 * 1024 * 1024;

    @TempDir
    Path folder;

    private TestGateway gateway(RawUpstream upstream, Transport transport) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .transport(transport)
                .start();
    }

    private static String head(String key, String framing) {
        return "POST /v1/messages HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + key + "\r\n" + framing + "\r\n\r\n";
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aStrangerWhoSendsAllBeforeReading(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(head("wrong", "Content-Length: " + LARGE)).send(new byte[LARGE]);

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("x-should-retry")).contains("false");
            assertThat(answer.header("connection")).contains("close");
            assertThat(client.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tooLargeByItsOwnWord(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(head(TestGateway.KEY, "Content-Length: " + LARGE));

            assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void tooLargeInChunks(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            client.send(head(TestGateway.KEY, "Transfer-Encoding: chunked"));
            client.send(Integer.toHexString(LARGE) + "\r\n")
                    .send(new byte[LARGE])
                    .send("\r\n0\r\n\r\n");

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text()).contains("server.maxBodySize");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aLargeBodyOfOneStringGoesThrough(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"large\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", ", \"models\": {\"m\": \"a-longer-name\"}")
                        .transport(transport)
                        .start();
                RawClient client = RawClient.to(gateway)) {
            String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(30 * 1024 * 1024)
                    + "\"}],\"model\":\"m\"}";

            client.send(RawClient.post("/v1/messages", body));

            assertThat(client.read().text()).contains("large");
            assertThat(upstream.request().body())
                    .isEqualTo(body.replace("\"model\":\"m\"", "\"model\":\"a-longer-name\"")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anUpstreamsEarlyAnswerOutlivesTheResetBehindIt(Transport transport) throws Exception {
        int times = 20;
        RawUpstream.Script refuses = connection -> {
            connection.readHead();
            connection.send(RawUpstream.json(413, "{\"error\":\"too much for me\"}"));
            // With most of the request unread, the kernel ends this with a reset.
            connection.close();
        };
        RawUpstream.Script[] scripts = new RawUpstream.Script[times];
        java.util.Arrays.fill(scripts, refuses);
        try (RawUpstream upstream = RawUpstream.serving(scripts);
                TestGateway gateway = gateway(upstream, transport)) {
            String large = "{\"messages\":[\"" + "x".repeat(8 * 1024 * 1024) + "\"],\"model\":\"m\"}";
            for (int i = 0; i < times; i++) {
                RawClient.Answer early = RawClient.ask(gateway, RawClient.post("/v1/messages", large));

                assertThat(early.status()).isEqualTo(413);
                assertThat(early.text()).contains("too much for me");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anUpstreamsEarlyAnswerIsRelayedAndItsConnectionNotUsedAgain(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(
                        connection -> {
                            connection.readHead();
                            connection.send(RawUpstream.json(413, "{\"error\":\"too much for me\"}"));
                            connection.closeOutput();
                            connection.awaitClosed(java.time.Duration.ofSeconds(20));
                        },
                        connection -> {
                            while (connection.read() != null) {
                                connection.send(RawUpstream.json(200, "{\"id\":\"second\"}"));
                            }
                        });
                TestGateway gateway = gateway(upstream, transport);
                RawClient client = RawClient.to(gateway)) {
            String large = "{\"messages\":[\"" + "x".repeat(20 * 1024 * 1024) + "\"],\"model\":\"m\"}";
            RawClient.Answer early =
                    client.send(RawClient.post("/v1/messages", large)).read();
            RawClient.Answer next = client.send(RawClient.post("/v1/messages", "{\"model\":\"m\"}"))
                    .read();

            assertThat(early.status()).isEqualTo(413);
            assertThat(early.text()).contains("too much for me");
            assertThat(next.text()).contains("second");
        }
    }
}
