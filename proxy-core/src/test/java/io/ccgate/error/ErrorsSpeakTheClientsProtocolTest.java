package io.ccgate.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.config.model.Language;
import io.ccgate.config.model.Protocol;
import io.ccgate.protocol.StreamProbe;
import io.ccgate.protocol.sse.Verdict;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsSpeakTheClientsProtocolTest {
    private static final ErrorEnvelope ENVELOPE =
            new ErrorEnvelope(() -> Instant.parse("2026-11-22T10:00:00.123456Z"), () -> Language.EN);

    @Test
    void anthropic() throws IOException {
        JsonNode body = body(Protocol.ANTHROPIC, GatewayErrors.missingKey());

        assertThat(body.get("type").asText()).isEqualTo("error");
        assertThat(body.at("/error/type").asText()).isEqualTo("authentication_error");
        assertThat(body.at("/error/message").asText()).endsWith("(missing_auth)");
        assertThat(body.get("request_id").asText()).isEqualTo("req_1");
    }

    @Test
    void openai() throws IOException {
        for (Protocol protocol : new Protocol[] {Protocol.CHAT, Protocol.RESPONSES}) {
            JsonNode error = body(protocol, GatewayErrors.modelUnpriced("a\"b")).get("error");
            assertThat(error.get("type").asText()).isEqualTo("permission_error");
            assertThat(error.get("code").asText()).isEqualTo("model_without_price");
            assertThat(error.get("param").isNull()).isTrue();
            assertThat(error.get("message").asText()).contains("a\"b");
        }
    }

    @Test
    void gemini() throws IOException {
        JsonNode error = body(Protocol.GEMINI, GatewayErrors.tooManyRequests(Words.quoted("slow down"), 7))
                .get("error");

        assertThat(error.get("code").asInt()).isEqualTo(429);
        assertThat(error.get("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.at("/details/0/retryDelay").asText()).isEqualTo("7s");
        assertThat(body(Protocol.GEMINI, GatewayErrors.limitExceeded(Words.quoted("used up")))
                        .at("/error/details/0/violations/0/quotaId")
                        .asText())
                .as("the word by which Gemini CLI gives up")
                .contains("PerDay");
    }

    @Test
    void ccgatesOwnWhereNoProtocolIsKnown() throws IOException {
        JsonNode body = body(null, GatewayErrors.missingKey());

        assertThat(body.at("/error/type").asText()).isEqualTo("missing_auth");
        assertThat(body.at("/error/timestamp").asText()).isEqualTo("2026-11-22T10:00:00.123Z");
        assertThat(body.get("requestId").asText()).isEqualTo("req_1");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aBrokenStreamEndsWithAnErrorItsClientSees(Protocol protocol) {
        byte[] event =
                ENVELOPE.streamEvent(protocol, GatewayErrors.upstreamCut(GatewayError.Retry.NEVER), "req_1", true);
        StreamProbe probe = StreamProbe.create(protocol);

        assertThat(probe.feed(Unpooled.wrappedBuffer(event), 0, event.length)).isEqualTo(Verdict.ERROR);
        assertThat(probe.error()).satisfies(error -> assertThat(error.status()).isBetween(500, 503));
        assertThat(new String(event, UTF_8)).endsWith("\n\n").doesNotContain("[DONE]");
    }

    @Test
    void anUnfinishedEventIsEndedFirst() {
        GatewayError cut = GatewayErrors.upstreamCut(GatewayError.Retry.NEVER);
        String inside = new String(ENVELOPE.streamEvent(Protocol.CHAT, cut, "r", false), UTF_8);
        String atBorder = new String(ENVELOPE.streamEvent(Protocol.CHAT, cut, "r", true), UTF_8);

        assertThat(inside).isEqualTo("\n\n" + atBorder);
        assertThat(atBorder).startsWith("data: {\"error\":");
    }

    @Test
    void codexRepeatsATurnThatWasCut() {
        String event = new String(
                ENVELOPE.streamEvent(
                        Protocol.RESPONSES, GatewayErrors.upstreamCut(GatewayError.Retry.NEVER), "r", true),
                UTF_8);

        assertThat(event).startsWith("event: response.failed\ndata: {\"type\":\"response.failed\"");
        assertThat(event).contains("\"error\":{\"code\":\"server_error\"");
    }

    @Test
    void refusalsThatWaitingCannotMendSaySo() {
        assertThat(GatewayErrors.missingKey().clientShouldRetry()).isFalse();
        assertThat(GatewayErrors.limitExceeded(Words.quoted("")).clientShouldRetry())
                .isFalse();
        assertThat(GatewayErrors.tooManyRequests(Words.quoted(""), 1).clientShouldRetry())
                .isTrue();
        assertThat(GatewayErrors.modelUnknown("m").status()).isEqualTo(404);
        assertThat(GatewayErrors.websocketNotServed().status()).isEqualTo(426);
    }

    private static JsonNode body(@Nullable Protocol protocol, GatewayError error) throws IOException {
        return new ObjectMapper().readTree(ENVELOPE.body(protocol, error, "req_1"));
    }
}
