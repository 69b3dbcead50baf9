package io.ccgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsJoinBaseAndRequestTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.example,                       /v1/messages,              /v1/messages",
        "https://api.example/,                      /v1/messages,              /v1/messages",
        "https://api.example/v1,                    /v1/messages,              /v1/messages",
        "https://api.example/v1/,                   /openai/v1/responses,      /v1/responses",
        "https://api.example/proxy,                 /anthropic/v1/messages,    /proxy/v1/messages",
        "https://api.example/api/paas/v4,           /v1/chat/completions,      /api/paas/v4/chat/completions",
        "https://api.example/v1beta/openai/,        /v1/chat/completions,      /v1beta/openai/chat/completions",
        "https://api.example/v1/acc/gw/anthropic,   /v1/messages,              /v1/acc/gw/anthropic/v1/messages",
        "https://api.example/backend-api/codex,     /responses,                /backend-api/codex/responses",
        "https://api.example/v1beta,                /v1/models/g:countTokens,  /v1beta/models/g:countTokens",
        "https://api.example,                       /,                         /",
        "https://api.example/v1,                    /v1,                       /v1",
    })
    void theVersionIsReplacedNeverDoubled(URI base, String path, String target) {
        assertThat(UpstreamTarget.path(base, route(path), null, "")).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/a:generateContent, b,               /v1beta/models/b:generateContent",
        "/v1beta/models/a:generateContent, models/b,        /v1beta/models/b:generateContent",
        "/v1beta/models/a:generateContent, tunedModels/b,   /v1beta/tunedModels/b:generateContent",
        "/v1beta/tunedModels/a:generateContent, b,          /v1beta/models/b:generateContent",
        "/v1beta/models/a%2Fb:generateContent, c/d:e ö,     /v1beta/models/c%2Fd%3Ae%20%C3%B6:generateContent",
        "/v1/messages, b,                                   /v1/messages",
    })
    void theModelInThePathIsReplaced(String path, String model, String target) {
        assertThat(UpstreamTarget.path(URI.create("http://u"), route(path), model, ""))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "beta=true, ?beta=true",
        "api_key=S, ''",
        "key=S&alt=sse, ?alt=sse",
        "alt=sse&key=S, ?alt=sse",
        "a=%20+&key=S&b&&c=key%3D1&api_key=, ?a=%20+&b&&c=key%3D1",
        "%6Bey=S&monkey=1&keys=2, ?monkey=1&keys=2",
        "key, ''",
        "&, ?&",
        "%zz=1, ?%zz=1",
    })
    void keysAreCutOutAndNothingElse(String query, String expected) {
        assertThat(UpstreamTarget.path(URI.create("http://u"), route("/v1/messages"), null, query))
                .isEqualTo("/v1/messages" + expected);
    }

    @ParameterizedTest
    @CsvSource({"'', ?api-version=p", "key=S, ?api-version=p", "alt=sse, ?api-version=p&alt=sse"})
    void theBasesOwnQueryComesFirst(String query, String expected) {
        assertThat(UpstreamTarget.path(
                        URI.create("https://u/openai/v1?api-version=p"), route("/v1/responses"), null, query))
                .isEqualTo("/openai/v1/responses" + expected);
    }

    private static Route route(String path) {
        return Routes.of(HttpMethod.POST, path, new DefaultHttpHeaders());
    }

    @Test
    void keysLeaveTheQuery() {
        assertThat(UpstreamTarget.withoutKeys("alt=sse&key=k1&beta=true")).isEqualTo("alt=sse&beta=true");
        assertThat(UpstreamTarget.withoutKeys("api_key=k1")).isEmpty();
        assertThat(UpstreamTarget.withoutKeys("monkey=1&a=b")).isEqualTo("monkey=1&a=b");
    }
}
