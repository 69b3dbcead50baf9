package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.End;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an upstream does to an answer in the middle, its client can tell that it is not whole. */
@ExtendWith(LeakCheck.class)
class CutAnswersNeverLookWholeTest {
    @TempDir
    Path folder;

    private TestGateway before(RawUpstream upstream, Dialect dialect) throws Exception {
        return before(upstream, dialect, Transport.best());
    }

    private TestGateway before(RawUpstream upstream, Dialect dialect, Transport transport) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), dialect.protocol(), "")
                .timeouts("\"streamIdle\": \"400ms\"")
                .transport(transport)
                .start();
    }

    /** What tells each protocol's client that its stream failed. */
    private static String mark(Dialect dialect) {
        return switch (dialect) {
            case ANTHROPIC -> "event: error\ndata: {\"type\":\"error\"";
            case CHAT -> "data: {\"error\":";
            case RESPONSES -> "response.failed";
            case GEMINI -> "data: {\"error\":";
        };
    }

    private void streamEndsWithAnError(Dialect dialect, RawUpstream upstream, Transport transport) throws Exception {
        try (upstream;
                TestGateway gateway = before(upstream, dialect, transport)) {
            RawClient.Answer answer = RawClient.ask(gateway, dialect.ask());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).startsWith(dialect.begun());
            assertThat(answer.text().substring(dialect.begun().length())).contains(mark(dialect));
            assertThat(answer.text()).endsWith("\n\n");
            assertThat(answer.end()).isEqualTo(End.CUT);
            JsonNode record = Records.one(gateway);
            assertThat(record.get("estimated").asBoolean()).isTrue();
            assertThat(record.get("errorType").asText()).startsWith("upstream_");
            assertThat(record.get("inputTokens").asInt()).isPositive();
            assertThat(record.get("outputTokens").asInt()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStreamThatBreaksBetweenTwoChunksEndsWithAnErrorEvent(Dialect dialect) throws Exception {
        for (Transport transport : Transport.values()) {
            RawUpstream upstream = RawUpstream.serving(connection -> {
                connection.read();
                connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(dialect.begun()));
            });
            streamEndsWithAnError(dialect, upstream, transport);
            folder = folder.resolve("next");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStreamThatFallsSilentEndsWithAnErrorEvent(Dialect dialect) throws Exception {
        RawUpstream upstream = RawUpstream.serving(connection -> {
            connection.read();
            connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(dialect.begun()));
            connection.awaitClosed(java.time.Duration.ofSeconds(20));
        });
        streamEndsWithAnError(dialect, upstream, Transport.best());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStreamThatIsClosedWithoutItsProtocolsEndEndsWithAnErrorEvent(Dialect dialect) throws Exception {
        streamEndsWithAnError(dialect, RawUpstream.answering(RawUpstream.stream(dialect.begun())), Transport.best());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theSameWhenTheEndComesApart(Dialect dialect) throws Exception {
        streamEndsWithAnError(
                dialect,
                RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(dialect.begun()));
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    connection.send("0\r\n\r\n");
                    connection.read();
                }),
                Transport.best());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theSameWhenItIsFramedByLengthOrByTheClose(Dialect dialect) throws Exception {
        String head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
        int length = dialect.begun().getBytes(StandardCharsets.UTF_8).length;
        for (String framing :
                new String[] {"content-length: " + length, "content-length: 99999", "connection: close"}) {
            streamEndsWithAnError(
                    dialect,
                    RawUpstream.serving(connection -> {
                        connection.read();
                        connection.send(head + framing + "\r\n\r\n" + dialect.begun());
                    }),
                    Transport.best());
            folder = folder.resolve("next");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aMalformedChunkBehindGoodOnesEndsWithAnErrorEvent(Dialect dialect) throws Exception {
        streamEndsWithAnError(
                dialect,
                RawUpstream.answering(RawUpstream.STREAM_HEAD + RawUpstream.chunk(dialect.begun()) + "zz\r\n"),
                Transport.best());
    }

    @Test
    void linesThatEndInCrLfAreToldFromEventsThatDo() throws Exception {
        String half = Dialect.ANTHROPIC.begun().replace("\n", "\r\n") + "event: ping\r\n";
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(half));
                TestGateway gateway = before(upstream, Dialect.ANTHROPIC)) {
            String text = RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text();

            assertThat(text).startsWith(half);
            assertThat(text.substring(half.length())).matches("(?s)\\r?\\n+event: error\\ndata: .*\\n\\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aStreamThatBreaksWithinAChunkJustBreaks(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + "ffff\r\n" + Dialect.ANTHROPIC.begun());
                });
                TestGateway gateway = before(upstream, Dialect.ANTHROPIC, transport)) {
            RawClient.Answer answer = RawClient.ask(gateway, Dialect.ANTHROPIC.ask());

            assertThat(answer.end()).isIn(End.CUT, End.RESET);
            assertThat(answer.text()).isEqualTo(Dialect.ANTHROPIC.begun());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aDocumentThatBreaksJustBreaks(Transport transport) throws Exception {
        String type = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
        try (RawUpstream upstream = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.send(type + "content-length: 100\r\n\r\n{\"half\":");
                        },
                        connection -> {
                            connection.read();
                            connection.send(type + "transfer-encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n");
                        },
                        connection -> {
                            connection.read();
                            connection.send(type + "content-length: 100\r\n\r\n{\"half\":");
                            connection.reset();
                        });
                TestGateway gateway = before(upstream, Dialect.ANTHROPIC, transport)) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer = RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"m\"}"));
                if (i < 2 || answer.status() == 200) {
                    assertThat(answer.end()).isIn(End.CUT, End.RESET);
                    assertThat(answer.text()).isEqualTo("{\"half\":");
                } else {
                    // The reset overtook the bytes before it.
                    assertThat(answer.status()).isEqualTo(502);
                }
            }
        }
    }

    @Test
    void anHttp10ClientIsResetWhereTheCloseWouldLookLikeTheEnd() throws Exception {
        String body = Dialect.ANTHROPIC.request();
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(Dialect.ANTHROPIC.begun()));
                TestGateway gateway = before(upstream, Dialect.ANTHROPIC);
                RawClient client = RawClient.to(gateway)) {
            client.send("POST /v1/messages HTTP/1.0\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

            assertThat(client.readAll()).contains("event: error").endsWith("<RESET>");
        }
    }
}
