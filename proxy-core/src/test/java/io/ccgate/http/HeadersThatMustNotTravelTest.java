package io.ccgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.json.Recorded;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersThatMustNotTravelTest {
    static Stream<Recorded> recorded() {
        return Recorded.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "x-api-key",
                "X-GOOG-API-KEY",
                "api-key",
                "Cookie",
                "Host",
                "Content-Length",
                "Expect",
                "X-Forwarded-For",
                "x-forwarded-host",
                "Forwarded",
                "X-Real-IP",
                "Via",
                "Proxy-Authorization",
                "Proxy-Foo",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings"
            })
    void stayHere(String name) {
        assertThat(ForwardHeaders.goesUpstream(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anthropic-version",
                "anthropic-beta",
                "x-stainless-retry-count",
                "User-Agent",
                "x-claude-code-session-id",
                "originator",
                "session-id",
                "traceparent",
                "Accept-Encoding",
                "Content-Type",
                "x-unknown",
                "accept",
                "x-goog-api-client",
                "content-encoding",
                "x-app"
            })
    void goOn(String name) {
        assertThat(ForwardHeaders.goesUpstream(name)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void noCredentialOfARealClientGoesOn(Recorded request) {
        HttpHeaders upstream = request.headers().copy();
        upstream.names().stream()
                .filter(name -> !ForwardHeaders.goesUpstream(name))
                .forEach(upstream::remove);

        assertThat(upstream.entries()).noneMatch(header -> header.getValue().contains("gw-key"));
        assertThat(upstream.contains("content-type")).isTrue();
        assertThat(upstream.contains("user-agent")).isTrue();
    }

    @Test
    void whatConnectionNamesStaysToo() {
        HttpHeaders client = new DefaultHttpHeaders()
                .add("Connection", "keep-alive, X-Secret")
                .add("Connection", "other")
                .set("x-kept", "3");

        assertThat(HopByHop.named(client).stream()
                        .map(CharSequence::toString)
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT)))
                .contains("x-secret", "other")
                .doesNotContain("x-kept");
    }

    @Test
    void answersKeepAllButTheUpstreamsOwnAffairs() {
        assertThat(Stream.of("Connection", "Transfer-Encoding", "Set-Cookie", "Strict-Transport-Security", "Alt-Svc"))
                .noneMatch(ForwardHeaders::goesToClient);
        assertThat(Stream.of("Content-Length", "Content-Encoding", "retry-after", "x-should-retry", "request-id"))
                .allMatch(ForwardHeaders::goesToClient);
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream, true, false",
        "Text/Event-Stream ; charset=utf-8, true, false",
        "text/event-streams, false, false",
        "application/json, false, true",
        "application/json;charset=UTF-8, false, true",
        "application/problem+json, false, true",
        "application/jsonl, false, false",
        "+json, false, false",
        "'', false, false",
        ", false, false",
    })
    void contentTypesAreToldApart(String type, boolean events, boolean json) {
        assertThat(MediaTypes.isEventStream(type)).isEqualTo(events);
        assertThat(MediaTypes.isJson(type)).isEqualTo(json);
    }

    @Test
    void requestIdsAreUniqueAndSortByTime() {
        Instant[] now = {Instant.parse("2026-11-22T10:00:00Z")};
        RequestId ids = new RequestId(() -> now[0], new Random(1));
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < 5000; i++) {
            String id = ids.next();
            assertThat(seen.add(id)).isTrue();
            assertThat(id).isGreaterThan(last).matches("req_[0-9a-z]{20}");
            last = id;
        }
        now[0] = now[0].plusMillis(1);
        assertThat(ids.next()).isGreaterThan(last);
        assertThat(new RequestId(() -> now[0], new Random(2)).next())
                .isNotEqualTo(new RequestId(() -> now[0], new Random(1)).next());
    }
}
