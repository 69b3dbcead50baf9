package io.ccgate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.json.Recorded;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTellProtocolAndOperationTest {
    static Stream<Recorded> recorded() {
        return Recorded.all();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, /v1/messages,                       ANTHROPIC, GENERATE,     /v1/messages",
                "POST, /v1/messages?beta=true,             ANTHROPIC, GENERATE,     /v1/messages",
                "POST, /anthropic/v1/messages,             ANTHROPIC, GENERATE,     /v1/messages",
                "GET,  /v1/messages,                       ANTHROPIC, OTHER,        /v1/messages",
                "POST, /v1/messages/count_tokens,          ANTHROPIC, COUNT_TOKENS, /v1/messages/count_tokens",
                "POST, /v1/messages/batches,               ANTHROPIC, OTHER,        /v1/messages/batches",
                "GET,  /anthropic/v1/models,               ANTHROPIC, MODELS,       /v1/models",
                "POST, /anthropic/v1/files,                ANTHROPIC, OTHER,        /v1/files",
                "POST, /v1/chat/completions,               CHAT,      GENERATE,     /v1/chat/completions",
                "POST, /chat/completions,                  CHAT,      GENERATE,     /chat/completions",
                "POST, /openai/v1/chat/completions,        CHAT,      GENERATE,     /v1/chat/completions",
                "POST, /v1beta/openai/chat/completions,    CHAT,      GENERATE,     /v1beta/openai/chat/completions",
                "POST, /v1/embeddings,                     CHAT,      EMBEDDINGS,   /v1/embeddings",
                "GET,  /openai/v1/models,                  CHAT,      MODELS,       /v1/models",
                "GET,  /v1/models,                         CHAT,      MODELS,       /v1/models",
                "GET,  /v1/models/gpt-5.5,                 CHAT,      MODEL,        /v1/models/gpt-5.5",
                "POST, /v1/responses,                      RESPONSES, GENERATE,     /v1/responses",
                "POST, /responses,                         RESPONSES, GENERATE,     /responses",
                "POST, /openai/v1/responses,               RESPONSES, GENERATE,     /v1/responses",
                "GET,  /v1/responses,                      RESPONSES, OTHER,        /v1/responses",
                "POST, /v1/responses/compact,              RESPONSES, OTHER,        /v1/responses/compact",
                "GET,  /v1/responses/resp_1,               RESPONSES, OTHER,        /v1/responses/resp_1",
                "POST, /v1/responses/input_tokens,         RESPONSES, COUNT_TOKENS, /v1/responses/input_tokens",
                "POST, /v1beta/models/g:generateContent,   GEMINI,    GENERATE,     /v1beta/models/g:generateContent",
                "POST, /v1/models/g:countTokens,           GEMINI,    COUNT_TOKENS, /v1/models/g:countTokens",
                "POST, /v1/models/g:batchEmbedContents,    GEMINI,    EMBEDDINGS,   /v1/models/g:batchEmbedContents",
                "POST, /gemini/v1beta/models/g:predict,    GEMINI,    OTHER,        /v1beta/models/g:predict",
                "GET,  /v1beta/models,                     GEMINI,    MODELS,       /v1beta/models",
                "GET,  /v1beta/models/g,                   GEMINI,    MODEL,        /v1beta/models/g",
                "GET,  /gemini/v1/models,                  GEMINI,    MODELS,       /v1/models",
                "POST, /v1beta/cachedContents,             GEMINI,    OTHER,        /v1beta/cachedContents",
                "HEAD, /api/hello,                         -,         OTHER,        /api/hello",
                "POST, /v1/publishers/x/models/m:rawPredict, -,       OTHER,        /v1/publishers/x/models/m:rawPredict",
                "GET,  /,                                  -,         OTHER,        /",
                "GET,  /anthropicx/v1/messages,            -,         OTHER,        /anthropicx/v1/messages",
            })
    void eachServedPath(String method, String path, Protocol protocol, Operation operation, String upstreamPath) {
        Route route = Routes.of(HttpMethod.valueOf(method), path, new DefaultHttpHeaders());

        assertThat(route.protocol()).isEqualTo(protocol);
        assertThat(route.operation()).isEqualTo(operation);
        assertThat(route.upstreamPath()).isEqualTo(upstreamPath);
        assertThat(route.openaiEndpoint()).isEqualTo(path.startsWith("/openai/"));
    }

    @ParameterizedTest
    @CsvSource({"anthropic-version, ANTHROPIC", "x-api-key, ANTHROPIC", "X-Goog-Api-Key, GEMINI", "authorization, CHAT"
    })
    void theSharedModelListGoesByHeader(String header, Protocol protocol) {
        HttpHeaders headers = new DefaultHttpHeaders().set(header, "x");

        assertThat(Routes.of(HttpMethod.GET, "/v1/models?limit=1000", headers).protocol())
                .isEqualTo(protocol);
        assertThat(Routes.of(HttpMethod.GET, "/v1/models/m", headers).protocol())
                .isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/gemini-3.1-pro:streamGenerateContent, gemini-3.1-pro, models/gemini-3.1-pro",
        "/v1beta/models/foo%2Fbar:generateContent, foo/bar, models/foo%2Fbar",
        "/v1beta/models/a+b:generateContent, a+b, models/a+b",
        "/v1beta/tunedModels/mine:generateContent, tunedModels/mine, tunedModels/mine",
        "/v1beta1/publishers/google/models/g:streamGenerateContent, g, models/g",
        "/v1/projects/p/locations/l/publishers/google/models/g:generateContent, g, models/g",
    })
    void geminiNamesItsModelInThePath(String path, String name, String span) {
        Route route = Routes.of(HttpMethod.POST, path, new DefaultHttpHeaders());

        assertThat(route.pathModel()).isNotNull().satisfies(model -> {
            assertThat(model.name()).isEqualTo(name);
            assertThat(path.substring(model.start(), model.end())).isEqualTo(span);
        });
        assertThat(route.streamByPath()).isEqualTo(path.contains(":stream"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatRealClientsAskFor(Recorded request) {
        Route route = Routes.of(HttpMethod.valueOf(request.method()), request.path(), request.headers());

        Protocol expected = request.name().contains("chat") || request.name().contains("embeddings")
                ? Protocol.CHAT
                : request.name().contains("codex") || request.name().contains("responses")
                        ? Protocol.RESPONSES
                        : request.name().contains("gemini") || request.name().contains("genai")
                                ? Protocol.GEMINI
                                : Protocol.ANTHROPIC;
        assertThat(route.protocol()).isEqualTo(expected);
        assertThat(route.operation()).isNotEqualTo(Operation.OTHER);
        assertThat(Routes.ambiguity(route.upstreamPath())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//messages",
                "/v1/./messages",
                "/v1/x/../messages",
                "/v1/..",
                "/v1/%6dessages",
                "/v1/%2e%2e/messages",
                "/v1\\messages",
                "/v1beta/models/g%3AgenerateContent",
                "/v1beta/models/g:generate%43ontent",
            })
    void pathsAnotherServerReadsDifferentlyAreNamed(String path) {
        assertThat(Routes.ambiguity(path)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1/messages", "/v1beta/models/foo%2Fbar:generateContent", "/v1/files/a%20b", "/v1/a..b"})
    void plainPathsAreNot(String path) {
        assertThat(Routes.ambiguity(path)).isNull();
    }

    @Test
    void theVersionIsTheFirstSegment() {
        HttpHeaders none = new DefaultHttpHeaders();
        assertThat(Routes.of(HttpMethod.POST, "/openai/v1/responses", none).versionSegment())
                .isEqualTo("v1");
        assertThat(Routes.of(HttpMethod.POST, "/v1beta1/x", none).versionSegment())
                .isEqualTo("v1beta1");
        assertThat(Routes.of(HttpMethod.POST, "/responses", none).versionSegment())
                .isEmpty();
        assertThat(Routes.of(HttpMethod.GET, "/vim", none).versionSegment()).isEmpty();
    }
}
