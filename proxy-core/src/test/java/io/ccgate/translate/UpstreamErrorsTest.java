package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.translate.error.AnswerHeaders;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.error.FailureReader;
import io.ccgate.translate.error.FailureWriter;
import io.ccgate.translate.fixture.Translations;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client learns why its request failed in words that it acts on, whatever shape the upstream's error has. */
class UpstreamErrorsTest {

    private static ErrorReply reply(Protocol client, Protocol upstream, int status, String body) {
        return FailureWriter.write(
                client, FailureReader.http(upstream, status, Translations.bytes(body), -1, true), "req_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"M\",\"type\":\"x\"}}",
                "{\"error\":\"M\"}",
                "{\"detail\":\"M\"}",
                "{\"message\":\"M\"}",
                "[{\"error\":{\"message\":\"M\"}}]"
            })
    void findsTheMessageInEveryShape(String body) {
        ErrorReply reply = reply(Protocol.ANTHROPIC, Protocol.CHAT, 400, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/error/message").asText()).isEqualTo("M");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>502 Bad Gateway</body></html>",
                "{\"error\":{\"message\":\"<!doctype html>\"}}",
                "not json"
            })
    void neverPassesOnHtmlOrNothing(String body) {
        ErrorReply reply = reply(Protocol.CHAT, Protocol.ANTHROPIC, 502, body);
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body().at("/error/message").asText()).isNotEmpty().doesNotContain("<");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, invalid_request_error",
        "422, 400, invalid_request_error",
        "401, 401, authentication_error",
        "402, 402, billing_error",
        "403, 403, permission_error",
        "404, 404, not_found_error",
        "413, 413, request_too_large",
        "429, 429, rate_limit_error",
        "500, 500, api_error",
        "502, 500, api_error",
        "503, 529, overloaded_error",
        "504, 504, timeout_error",
        "408, 504, timeout_error"
    })
    void tellsAnthropicClientsByStatus(int upstream, int status, String type) {
        ErrorReply reply = reply(Protocol.ANTHROPIC, Protocol.CHAT, upstream, "{\"error\":{\"message\":\"M\"}}");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().at("/error/type").asText()).isEqualTo(type);
        assertThat(reply.body().path("request_id").asText()).isEqualTo("req_1");
    }

    @ParameterizedTest
    @CsvSource({
        "billing_error, 402, 429, insufficient_quota, insufficient_quota",
        "permission_error, 403, 403, permission_error, ",
        "request_too_large, 413, 413, invalid_request_error, request_too_large",
        "api_error, 500, 500, server_error, ",
        "timeout_error, 504, 504, server_error, timeout",
        "overloaded_error, 529, 503, service_unavailable_error, server_is_overloaded"
    })
    void tellsOpenAiClientsByType(String type, int upstream, int status, String word, String code) {
        ErrorReply reply = reply(
                Protocol.CHAT,
                Protocol.ANTHROPIC,
                upstream,
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"M\"}}");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().at("/error/type").asText()).isEqualTo(word);
        assertThat(reply.body().at("/error/code").textValue()).isEqualTo(code);
        assertThat(reply.shouldRetry()).isEqualTo(!type.equals("billing_error"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This model's maximum context length is 128000 tokens. However, your messages resulted in 130001 tokens.|"
                        + "prompt is too long: 130001 tokens > 128000 maximum",
                "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).|"
                        + "prompt is too long: 1200000 tokens > 1048576 maximum"
            })
    void tellsClaudeCodeTheNumbersOfATooLongPrompt(String message, String words) {
        ErrorReply reply =
                reply(Protocol.ANTHROPIC, Protocol.GEMINI, 400, "{\"error\":{\"message\":\"" + message + "\"}}");
        assertThat(reply.body().at("/error/message").asText()).isEqualTo(words);
    }

    @Test
    void theGatewaysOwnRefusedKeyIsNotTheClientsBusiness() {
        ErrorReply reply = FailureWriter.write(
                Protocol.CHAT,
                FailureReader.http(
                        Protocol.ANTHROPIC,
                        401,
                        Translations.bytes("{\"error\":{\"message\":\"bad key sk-1\"}}"),
                        -1,
                        false),
                "");
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body().at("/error/code").asText()).isEqualTo("upstream_auth_error");
        assertThat(reply.body().toString()).doesNotContain("sk-1");
    }

    @Test
    void geminisRetryDelayIsUnderstoodAndSpoken() {
        String body =
                "{\"error\":{\"code\":429,\"message\":\"M\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"17.2s\"}]}}";
        assertThat(reply(Protocol.ANTHROPIC, Protocol.GEMINI, 429, body).retryAfterSeconds())
                .isEqualTo(18);
        assertThat(reply(Protocol.GEMINI, Protocol.CHAT, 429, body)
                        .body()
                        .at("/error/details/0/retryDelay")
                        .asText())
                .isEqualTo("18s");
    }

    @Test
    void rateLimitHeadersAreRenamedAndTheirResetsConverted() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        Map<String, String> openAi = AnswerHeaders.translate(
                Map.of(
                        "retry-after", "7",
                        "request-id", "req_up",
                        "anthropic-ratelimit-requests-limit", "50",
                        "anthropic-ratelimit-tokens-reset", "2026-01-01T00:06:30Z"),
                Protocol.ANTHROPIC,
                Protocol.CHAT,
                now);
        assertThat(openAi)
                .containsEntry("retry-after", "7")
                .containsEntry("x-upstream-request-id", "req_up")
                .containsEntry("x-ratelimit-limit-requests", "50")
                .containsEntry("x-ratelimit-reset-tokens", "6m30s");
        Map<String, String> anthropic = AnswerHeaders.translate(
                Map.of("x-ratelimit-reset-requests", "1m0.5s", "x-ratelimit-reset-tokens", "soon"),
                Protocol.CHAT,
                Protocol.ANTHROPIC,
                now);
        assertThat(anthropic)
                .containsEntry("anthropic-ratelimit-requests-reset", "2026-01-01T00:01:00.500Z")
                .hasSize(1);
    }

    @Test
    void signatureRefusalsAreRecognisedAndNothingElse() {
        assertThat(NativeThoughts.refused(400, "messages.1.content.0: Invalid `signature` in `thinking` block"))
                .isTrue();
        assertThat(NativeThoughts.refused(400, "Expected `thinking` or `redacted_thinking`, but found `tool_use`"))
                .isTrue();
        assertThat(NativeThoughts.refused(400, "max_tokens must be greater than thinking.budget_tokens"))
                .isFalse();
        assertThat(NativeThoughts.refused(429, "thinking signature")).isFalse();
    }
}
