package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawRequest;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream gets its own key, its own host and the client's other headers; of the client's key it gets nothing. */
@ExtendWith(LeakCheck.class)
class TheClientsKeyStaysHereTest {
    private static final String KEY = TestGateway.KEY;
    private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";

    @TempDir
    Path folder;

    private static String ask(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: gateway.example\r\n" + headers + "Content-Length: " + BODY.length()
                + "\r\n\r\n" + BODY;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer KEY~",
                "authorization: bearer KEY~",
                "Authorization: API-Key KEY~",
                "x-api-key: KEY~",
                "X-Goog-Api-Key: KEY~",
                "Authorization: Bearer KEY~x-api-key: KEY~x-goog-api-key: KEY~api-key: KEY~",
                "Authorization: Bearer other~x-api-key: KEY~",
                "Authorization: Bearer KEY~x-api-key: other~Cookie: k=KEY~",
                "Authorization: Bearer KEY~Connection: authorization, x-api-key, host, content-length~",
                "Authorization: Bearer KEY~Proxy-Authorization: Basic KEY~",
                "",
            })
    void inAnyForm(String headers) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            String path =
                    headers.isEmpty() ? "/v1/messages?beta=true&key=" + KEY + "&x=1" : "/v1/messages?beta=true&x=1";
            RawClient.Answer answer =
                    RawClient.ask(gateway, ask(path, headers.replace("KEY", KEY).replace("~", "\r\n")));

            assertThat(answer.status()).isEqualTo(200);
            RawRequest request = upstream.request();
            assertThat(request.head())
                    .doesNotContain(KEY)
                    .contains("upstream-key-u")
                    .doesNotContain("other");
            assertThat(request.head().split("upstream-key-u", -1)).hasSize(2);
            assertThat(request.line()).isEqualTo("POST /v1/messages?beta=true&x=1 HTTP/1.1");
            assertThat(request.all("host")).containsExactly("127.0.0.1:" + upstream.port());
            assertThat(request.all("content-length")).containsExactly(Integer.toString(BODY.length()));
            assertThat(request.text()).isEqualTo(BODY);
        }
    }

    @Test
    void otherHeadersGoOnAsTheyAre() throws Exception {
        String kept = "anthropic-version: 2099-01-01\r\nanthropic-beta: a-1,b-2\r\nanthropic-beta: c-3\r\n"
                + "User-Agent: claude-cli/9\r\nx-stainless-lang: js\r\nX-Claude-Code-Session-Id: s\r\nx-own: 1\r\n";
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            RawClient.ask(
                    gateway,
                    ask(
                            "/v1/messages",
                            "x-api-key: " + KEY + "\r\n" + kept
                                    + "X-Hop: 1\r\nConnection: x-hop\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
                                    + "X-Forwarded-For: 10.0.0.1\r\nUpgrade-Insecure: 1\r\n"));

            assertThat(upstream.request().headerLines())
                    .containsAll(kept.lines().toList());
            assertThat(upstream.request().head().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("x-hop")
                    .doesNotContain("keep-alive")
                    .doesNotContain("x-forwarded")
                    .doesNotContain("\nte:");
            assertThat(upstream.request().header("x-api-key")).contains("upstream-key-u");
        }
    }

    @Test
    void whatTheUpstreamsConfigurationSetsAndRemovesWins() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream(
                                "u",
                                URI.create(upstream.url() + "/base/path/"),
                                "anthropic",
                                ", \"headers\": {\"set\": {\"X-Team\": \"red\", \"User-Agent\": \"ours\"}, \"remove\": [\"x-own\"]}")
                        .start()) {
            RawClient.ask(
                    gateway,
                    ask(
                            "/v1/messages?a=b",
                            "x-api-key: " + KEY + "\r\nX-Own: 1\r\nx-team: blue\r\nuser-agent: theirs\r\n"));

            assertThat(upstream.request().line()).isEqualTo("POST /base/path/v1/messages?a=b HTTP/1.1");
            assertThat(upstream.request().all("x-team")).containsExactly("red");
            assertThat(upstream.request().all("user-agent")).containsExactly("ours");
            assertThat(upstream.request().header("x-own")).isEmpty();
        }
    }

    @Test
    void anUpstreamsOwnAffairsDoNotReachTheClient() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(
                        json(
                                200,
                                "{}",
                                "Set-Cookie: a=b\r\nX-Hop: 1\r\nConnection: x-hop\r\nrequest-id: r1\r\nanthropic-ratelimit-x: 5\r\n"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ask("/v1/messages", "x-api-key: " + KEY + "\r\n"));

            assertThat(answer.head()).doesNotContain("Set-Cookie").doesNotContain("X-Hop");
            assertThat(answer.all("request-id")).containsExactly("r1");
            assertThat(answer.all("anthropic-ratelimit-x")).containsExactly("5");
            assertThat(answer.header("x-ccg-provider")).contains("u");
        }
    }
}
