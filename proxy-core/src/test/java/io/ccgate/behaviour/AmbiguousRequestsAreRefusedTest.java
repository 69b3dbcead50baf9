package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What two HTTP readers could understand differently never gets past the gateway, and ends its connection. */
@ExtendWith(LeakCheck.class)
class AmbiguousRequestsAreRefusedTest {
    private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";

    @TempDir
    Path folder;

    /** What must not come in, by what is wrong with it. {@code S} is a request hidden behind it. */
    private static List<String[]> rows() {
        String smuggled = "GET /v1/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        List<String[]> rows = new ArrayList<>();
        rows.add(row("TE and CL", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("chunked, xchunked", "Transfer-Encoding: chunked, xchunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("xchunked", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("identity", "Transfer-Encoding: identity\r\n", smuggled));
        rows.add(row("two TE", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("two equal CL", "Content-Length: 2\r\nContent-Length: 2\r\n", "{}" + smuggled));
        rows.add(row("two different CL", "Content-Length: 2\r\nContent-Length: 40\r\n", "{}" + smuggled));
        rows.add(row("CL list", "Content-Length: 2, 2\r\n", "{}" + smuggled));
        rows.add(row("CL +2", "Content-Length: +2\r\n", "{}" + smuggled));
        rows.add(row("CL -1", "Content-Length: -1\r\n", smuggled));
        rows.add(row("CL 0x2", "Content-Length: 0x2\r\n", "{}" + smuggled));
        rows.add(row("space before colon", "Content-Length : 2\r\n", "{}" + smuggled));
        rows.add(row("TE with vertical tab", "Transfer-Encoding: \u000bchunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("folded TE", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + smuggled));
        rows.add(row("NUL in a value", "X-A: b\0c\r\nContent-Length: 2\r\n", "{}"));
        rows.add(row("two Hosts", "Host: b\r\nContent-Length: 2\r\n", "{}"));
        rows.add(row("header without colon", "nonsense\r\nContent-Length: 2\r\n", "{}"));
        rows.add(row("bad header name", "X A: b\r\nContent-Length: 2\r\n", "{}"));
        rows.add(row("bare LF", "X-A: b\nContent-Length: 2\r\n", "{}" + smuggled));
        rows.add(row("bad chunk size", "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n" + smuggled));
        rows.add(row("chunk longer than said", "Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n" + smuggled));
        rows.add(
                row("LF in chunk extension", "Transfer-Encoding: chunked\r\n", "2;a\nb\r\n{}\r\n0\r\n\r\n" + smuggled));
        rows.add(row("LF behind a chunk's size", "Transfer-Encoding: chunked\r\n", "2\n{}\r\n0\r\n\r\n" + smuggled));
        rows.add(row("LF behind a chunk", "Transfer-Encoding: chunked\r\n", "2\r\n{}\n0\r\n\r\n" + smuggled));
        rows.add(row("LF as the end of chunks", "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\n" + smuggled));
        rows.add(row("LF in trailers", "Transfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\nA: b\n\r\n" + smuggled));
        for (String size :
                List.of("-2", "+2", "0x2", "2 ", " 2", "", "100000002", "10000000000000002", "FFFFFFFFFFFFFFFF")) {
            String chunks = size + "\r\n{}\r\n0\r\n\r\n" + smuggled;
            rows.add(row("chunk size '" + size + "'", "Transfer-Encoding: chunked\r\n", chunks));
        }
        String extension = "2;" + "a".repeat(70_000) + "\r\n{}\r\n0\r\n\r\n";
        rows.add(row("endless chunk extension", "Transfer-Encoding: chunked\r\n", extension));
        for (String host : List.of("a b", "a/b", "a@b", "a?b", "a#b", "a\\b", "g\r\n b")) {
            rows.add(new String[] {"Host " + host, "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n"});
        }
        rows.add(new String[] {"fragment in target", "GET /v1/models#/x HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"asterisk without OPTIONS", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"no Host", "POST /v1/messages HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"});
        rows.add(new String[] {
            "TE on HTTP/1.0", "POST /v1/messages HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        });
        rows.add(new String[] {"HTTP/2.0", "GET /v1/models HTTP/2.0\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"HTTP/1.2", "GET /v1/models HTTP/1.2\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"no version", "GET /v1/models\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n"});
        rows.add(new String[] {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"NUL first", "\0GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"no HTTP", "\u0016\u0003\u0001\u0002 hello there\r\n\r\n"});
        rows.add(new String[] {"control in target", "GET /v1/mo\u0001dels HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"two blanks in line", "GET /v1/models HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"CR in target", "GET /v1/mod\rels HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"a host without path", "GET v1/models HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"no host in the URL", "GET http:///v1/models HTTP/1.1\r\nHost: a\r\n\r\n"});
        rows.add(new String[] {"a user in the URL", "GET http://a@b/v1/models HTTP/1.1\r\nHost: b\r\n\r\n"});
        rows.add(new String[] {"another scheme", "GET ftp://a/v1/models HTTP/1.1\r\nHost: a\r\n\r\n"});
        return rows;
    }

    private static String[] row(String what, String headers, String body) {
        return new String[] {
            what,
            "POST /v1/messages HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TestGateway.KEY + "\r\n" + headers
                    + "\r\n" + body
        };
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void everyRowIsAnswered400OnceAndTheConnectionEnds(Transport transport) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .transport(transport)
                        .start()) {
            List<String> wrong = new ArrayList<>();
            for (String[] row : rows()) {
                try (RawClient client = RawClient.to(gateway)) {
                    client.send(row[1].getBytes(StandardCharsets.ISO_8859_1));
                    String answer = client.readAll();
                    boolean refused = answer.startsWith("HTTP/1.1 400 ")
                            && answer.endsWith("}")
                            && answer.split("HTTP/1.1 [0-9]").length == 2
                            && answer.toLowerCase(java.util.Locale.ROOT).contains("connection: close");
                    if (!refused) {
                        wrong.add(row[0] + " -> " + answer);
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(upstream.requests()).isEmpty();
        }
    }

    /** RFC 9112, section 5.2, leaves the choice to refuse or to unfold. */
    @Test
    void aFoldedHeaderGoesOnUnfolded() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, RawClient.post("/v1/messages", BODY, "X-A: b\r\n c"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(upstream.request().headerLines()).contains("X-A: b c");
        }
    }

    @Test
    void tooLongLinesAndHeadersAreNamed() throws Exception {
        try (TestGateway gateway = TestGateway.in(folder).start()) {
            assertThat(RawClient.ask(gateway, RawClient.get("/v1/models?" + "a".repeat(9000)))
                            .status())
                    .isEqualTo(414);
            assertThat(RawClient.ask(gateway, RawClient.get("/v1/models", "X-Long: " + "a".repeat(33_000)))
                            .status())
                    .isEqualTo(431);
        }
    }

    @Test
    void aGoodRequestBeforeABadOneIsAnsweredFirst() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"first\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post("/v1/messages", BODY) + "GET / HTTP/1.1\r\n\r\n");

            RawClient.Answer first = client.read();
            RawClient.Answer second = client.read();

            assertThat(first.text()).contains("first");
            assertThat(second.status()).isEqualTo(400);
            assertThat(client.readAll()).isEmpty();
        }
    }
}
