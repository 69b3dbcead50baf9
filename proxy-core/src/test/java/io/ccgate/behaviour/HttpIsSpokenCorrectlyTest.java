package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.End;
import io.ccgate.fixture.RawRequest;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corners of HTTP/1.1 that clients and upstreams do use. */
@ExtendWith(LeakCheck.class)
class HttpIsSpokenCorrectlyTest {
    private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";
    private static final String KEY = "Authorization: Bearer " + TestGateway.KEY + "\r\n";

    @TempDir
    Path folder;

    private TestGateway before(RawUpstream upstream) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
    }

    @Test
    void interimHeadsBeforeTheAnswerAreSwallowed() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                        connection.send("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 103 Early");
                        connection.send(" Hints\r\n\r\n");
                        connection.send(json(200, "{\"id\":1}"));
                    }
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer =
                        client.send(RawClient.post("/v1/messages", BODY)).read();
                assertThat(answer.text()).isEqualTo("{\"id\":1}");
                assertThat(answer.header("link")).isEmpty();
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void answersWithoutABodyLeaveTheConnectionInOrder() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    for (RawRequest request = connection.read(); request != null; request = connection.read()) {
                        String line = request.line();
                        if (line.startsWith("HEAD")) {
                            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1234\r\nx-a: b\r\n\r\n");
                        } else if (line.contains("chunked")) {
                            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n");
                        } else if (line.contains("none")) {
                            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
                        } else if (line.contains("same")) {
                            connection.send("HTTP/1.1 304 Not Modified\r\netag: \"x\"\r\ncontent-length: 99\r\n\r\n");
                        } else {
                            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
                        }
                    }
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send("HEAD /v1/files/1 HTTP/1.1\r\nHost: g\r\n" + KEY + "\r\n");
            RawClient.Answer head = client.read(true);
            RawClient.Answer none = client.send(RawClient.get("/v1/files/none")).read();
            RawClient.Answer same = client.send(RawClient.get("/v1/files/same")).read();
            RawClient.Answer empty =
                    client.send(RawClient.get("/v1/files/empty")).read();
            RawClient.Answer chunked =
                    client.send(RawClient.get("/v1/files/chunked")).read();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).contains("1234");
            assertThat(head.header("x-a")).contains("b");
            assertThat(none.status()).isEqualTo(204);
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("etag")).contains("\"x\"");
            assertThat(empty.body()).isEmpty();
            assertThat(chunked.body()).isEmpty();
            assertThat(chunked.end()).isEqualTo(End.WHOLE);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    for (RawRequest request = connection.read(); request != null; request = connection.read()) {
                        connection.send(json(
                                200, "{\"number\":" + request.header("x-number").orElseThrow() + "}"));
                    }
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                all.append(
                        i % 3 == 2
                                ? "GET /health HTTP/1.1\r\nHost: g\r\n\r\n"
                                : RawClient.post("/v1/messages", BODY, "X-Number: " + i));
            }
            client.send(all.toString());
            for (int i = 0; i < 100; i++) {
                String text = client.read().text();
                assertThat(text).contains(i % 3 == 2 ? "status" : "{\"number\":" + i + "}");
            }
        }
    }

    @Test
    void nothingPipelinedBehindTheLastRequestIsServed() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", BODY, "Connection: close")
                    + RawClient.post("/v1/messages", BODY, "X-Second: 1"));

            RawClient.Answer only = client.read();

            assertThat(only.status()).isEqualTo(200);
            assertThat(only.header("connection")).contains("close");
            assertThat(client.readAll()).isEmpty();
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void keepAliveServesManyRequestsOverOneConnectionEachSide(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .transport(transport)
                        .start();
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.send(RawClient.post("/v1/messages", BODY))
                                .read()
                                .status())
                        .isEqualTo(200);
            }
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void refusalsWithoutABodyKeepTheConnection() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: g\r\n\r\n");
            RawClient.Answer refused = client.read();
            RawClient.Answer served =
                    client.send(RawClient.post("/v1/messages", BODY)).read();

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("connection")).isEmpty();
            assertThat(served.status()).isEqualTo(200);
        }
    }

    @Test
    void expectContinueIsAnsweredBeforeTheBodyAndOnlyWhenItIsWanted() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway);
                RawClient stranger = RawClient.to(gateway);
                RawClient odd = RawClient.to(gateway)) {
            String head = "POST /v1/messages HTTP/1.1\r\nHost: g\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n";
            client.send(head + KEY + "Expect: 100-continue\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 100");
            assertThat(client.send(BODY).read().status()).isEqualTo(200);
            assertThat(upstream.request().header("expect")).isEmpty();

            stranger.send(head + "Expect: 100-continue\r\n\r\n");
            assertThat(stranger.readHead()).startsWith("HTTP/1.1 401");

            odd.send(head + KEY + "Expect: tea\r\n\r\n");
            assertThat(odd.readHead()).startsWith("HTTP/1.1 417");
        }
    }

    @Test
    void aChunkedRequestReachesTheUpstreamWithItsLength() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send("POST /v1/messages HTTP/1.1\r\nHost: g\r\n" + KEY + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < BODY.length(); i++) {
                client.send("1;x=y\r\n" + BODY.charAt(i) + "\r\n");
            }
            client.send("0\r\nX-Trailer: 1\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(upstream.request().text()).isEqualTo(BODY);
            assertThat(upstream.request().header("content-length")).contains(Integer.toString(BODY.length()));
            assertThat(upstream.request().header("transfer-encoding")).isEmpty();
            assertThat(upstream.request().header("x-trailer")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
    void anHttp10ClientGetsAReadableStreamThatEndsWithTheConnection(String connection) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(Dialect.ANTHROPIC.stream()));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            String body = Dialect.ANTHROPIC.request();
            client.send("POST /v1/messages HTTP/1.0\r\n" + KEY + connection + "Content-Length: " + body.length()
                    + "\r\n\r\n" + body);

            RawClient.Answer answer = client.read();

            assertThat(answer.header("transfer-encoding")).isEmpty();
            assertThat(answer.end()).isEqualTo(End.CLOSED);
            assertThat(answer.text()).isEqualTo(Dialect.ANTHROPIC.stream());
            assertThat(upstream.request().line()).endsWith("HTTP/1.1");
        }
    }

    @Test
    void theAbsoluteFormIsUnderstood() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send("POST http://gateway.example:3000/v1/messages?beta=true HTTP/1.1\r\nHost: gateway.example\r\n"
                    + KEY + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(upstream.request().line()).isEqualTo("POST /v1/messages?beta=true HTTP/1.1");
            assertThat(upstream.request().all("host")).containsExactly("127.0.0.1:" + upstream.port());
        }
    }

    @Test
    void codexsWebSocketTryGets426() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = before(upstream)) {
            RawClient.Answer answer = RawClient.ask(
                    gateway,
                    RawClient.get(
                            "/v1/responses", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"));

            assertThat(answer.status()).isEqualTo(426);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void answersOfAConnectionThatClosesAreWhole() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(
                            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"a\":");
                    connection.send("1}");
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer =
                        client.send(RawClient.post("/v1/messages", BODY)).read();
                assertThat(answer.text()).isEqualTo("{\"a\":1}");
                assertThat(answer.end()).isEqualTo(End.WHOLE);
            }
            assertThat(upstream.connections()).isEqualTo(3);
        }
    }

    @Test
    void bytesNobodyAskedForEndAnUpstreamConnection() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(json(200, "{\"mine\":1}") + json(200, "{\"somebody else's\":1}"));
                    }
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(RawClient.post("/v1/messages", BODY))
                                .read()
                                .text())
                        .isEqualTo("{\"mine\":1}");
            }
            assertThat(upstream.connections()).isEqualTo(5);
        }
    }

    @Test
    void headersKeepTheirBytes() throws Exception {
        String latin = "caf\u00e9";
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(("HTTP/1.1 200 OK\r\nX-Name: " + latin + "\r\ncontent-length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.ISO_8859_1));
                });
                TestGateway gateway = before(upstream);
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", BODY, "X-Name: " + latin).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(client.read().head()).contains("X-Name: " + latin);
            assertThat(upstream.request().headerLines()).contains("X-Name: " + latin);
        }
    }
}
