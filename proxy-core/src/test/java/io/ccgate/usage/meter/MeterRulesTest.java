package io.ccgate.usage.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageEstimate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the numbers of providers mean, case by case. */
class MeterRulesTest {
    @Test
    void aDeltaWithoutInputKeepsTheInputOfTheStart() {
        Reading reading = stream(Protocol.ANTHROPIC, """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"cache_read_input_tokens":20,"output_tokens":1}}}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}

            """);

        assertThat(reading.usage()).isEqualTo(new TokenUsage(10, 5, 0, 0, 20, 0, 0));
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void laterCountsReplaceEarlierOnesAndAreNotAdded() {
        Reading reading = stream(Protocol.ANTHROPIC, """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

            data: {"type":"message_delta","delta":{},"usage":{"output_tokens":5}}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":12,"output_tokens":9}}

            """);

        assertThat(reading.usage()).isEqualTo(new TokenUsage(12, 9, 0, 0, 0, 0, 0));
    }

    @Test
    void howItWasServedIsReadWhereEachProviderSaysIt() {
        assertThat(stream(Protocol.ANTHROPIC, """
            data: {"type":"message_start","message":{"usage":{"input_tokens":1,"service_tier":"priority","speed":"fast","inference_geo":"us"}}}

            """).usage().serviceTier()).isEqualTo("priority+fast+us");
        assertThat(stream(Protocol.ANTHROPIC, """
            data: {"type":"message_start","message":{"usage":{"input_tokens":1,"service_tier":"standard","inference_geo":"not_available"}}}

            """).usage().serviceTier()).isEmpty();
        assertThat(stream(Protocol.CHAT, """
            data: {"service_tier":"flex","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}

            """).usage().serviceTier()).isEqualTo("flex");
        assertThat(stream(Protocol.RESPONSES, """
            data: {"type":"response.completed","response":{"service_tier":"priority","usage":{"input_tokens":1,"output_tokens":1}}}

            """).usage().serviceTier()).isEqualTo("priority");
        assertThat(stream(Protocol.GEMINI, """
            data: {"usageMetadata":{"promptTokenCount":1,"serviceTier":"SERVICE_TIER_PRIORITY"}}

            """).usage().serviceTier()).isEqualTo("priority");
    }

    @Test
    void aWordThatCouldBeAnythingIsNoServiceTier() {
        assertThat(stream(Protocol.CHAT, """
            data: {"service_tier":"a b\\n%s","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}

            """.formatted("x".repeat(500))).usage().serviceTier())
                .isEmpty();
    }

    @Test
    void aCutStreamIsIncompleteAndItsTextIsEstimated() {
        Reading reading = stream(Protocol.ANTHROPIC, """
            data: {"type":"message_start","message":{"usage":{"input_tokens":10,"output_tokens":1}}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

            """.formatted("word".repeat(100)));

        assertThat(reading.complete()).isFalse();
        assertThat(reading.outputBytes()).isEqualTo(400);
        assertThat(UsageEstimate.because(reading)).isEqualTo(UsageEstimate.CUT);
        assertThat(UsageEstimate.fill(reading, 4000)).isEqualTo(new TokenUsage(10, 100, 0, 0, 0, 0, 0));
    }

    @Test
    void anAnswerWithoutNumbersIsEstimatedFromItsSizes() {
        Reading reading = stream(Protocol.CHAT, """
            data: {"choices":[{"delta":{"content":"12345678"},"finish_reason":null}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """);

        assertThat(reading.usageSeen()).isFalse();
        assertThat(UsageEstimate.because(reading)).isEqualTo(UsageEstimate.NO_USAGE);
        assertThat(UsageEstimate.fill(reading, 399)).isEqualTo(new TokenUsage(100, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void anErrorInsteadOfAnAnswerUsesNothing() {
        Reading reading = json(Protocol.ANTHROPIC, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}");

        assertThat(reading.errorType()).isEqualTo("api_error");
        assertThat(UsageEstimate.because(reading)).isNull();
        assertThat(UsageEstimate.fill(reading, 4000)).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void aMissingCacheSplitCountsAsFiveMinutes() {
        Reading reading = json(
                Protocol.ANTHROPIC,
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"cache_creation_input_tokens\":30}}");

        assertThat(reading.usage().cacheCreation5m()).isEqualTo(30);
        assertThat(reading.usage().cacheCreation1h()).isZero();
    }

    @Test
    void dialectsOfChatAreUnderstood() {
        assertThat(json(
                                Protocol.CHAT,
                                "{\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":7,\"prompt_cache_hit_tokens\":64}}")
                        .usage())
                .as("DeepSeek")
                .isEqualTo(new TokenUsage(36, 7, 0, 0, 64, 0, 0));
        assertThat(json(
                                Protocol.CHAT,
                                "{\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":35,"
                                        + "\"completion_tokens_details\":{\"reasoning_tokens\":20}}}")
                        .usage())
                .as("xAI: reasoning beside the completion")
                .isEqualTo(new TokenUsage(10, 25, 0, 0, 0, 20, 0));
        assertThat(stream(
                                Protocol.CHAT,
                                "data:"
                                        + " {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}]}\n\n")
                        .usage())
                .as("Moonshot: usage in the choice")
                .isEqualTo(new TokenUsage(3, 4, 0, 0, 0, 0, 0));
    }

    @Test
    void moreCachedThanPromptedIsNotNegative() {
        Reading reading = json(
                Protocol.RESPONSES,
                "{\"usage\":{\"input_tokens\":5,\"output_tokens\":1,\"input_tokens_details\":{\"cached_tokens\":9}}}");

        assertThat(reading.usage()).isEqualTo(new TokenUsage(0, 1, 0, 0, 5, 0, 0));
    }

    @Test
    void hugeCompletedEventIsStillCounted() {
        String text = "x\\\"y".repeat(100_000);
        Reading reading = stream(
                Protocol.RESPONSES,
                "data: {\"type\":\"response.completed\",\"response\":{\"output\":[{\"content\":[{\"text\":\"" + text
                        + "\"}]}],\"usage\":{\"input_tokens\":5,\"output_tokens\":6}}}\n\n");

        assertThat(reading.usage()).isEqualTo(new TokenUsage(5, 6, 0, 0, 0, 0, 0));
    }

    @Test
    void oneEventMayHaveSeveralDataLines() {
        Reading reading = stream(
                Protocol.CHAT,
                "data: {\"choices\":[],\ndata: \"usage\":{\"prompt_tokens\":3,\ndata: \"completion_tokens\":4}}\n\n");

        assertThat(reading.usage()).isEqualTo(new TokenUsage(3, 4, 0, 0, 0, 0, 0));
    }

    @Test
    void deepNestingIsSteppedOver() {
        String deep = "[".repeat(100_000) + "{\"usage\":{\"input_tokens\":1}}" + "]".repeat(100_000);
        Reading reading = json(
                Protocol.ANTHROPIC, "{\"x\":" + deep + ",\"content\":" + deep + ",\"usage\":{\"input_tokens\":8}}");

        assertThat(reading.usage().input()).isEqualTo(8);
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void absurdNumbersDoNotOverflow() {
        Reading reading = json(
                Protocol.ANTHROPIC,
                "{\"usage\":{\"input_tokens\":99999999999999999999999,\"output_tokens\":-5,\"cache_read_input_tokens\":1e3}}");

        assertThat(reading.usage().total()).isPositive().isLessThan(10_000_000_000_000L);
        assertThat(reading.usage().output()).isZero();
    }

    @Test
    void anUnknownCompressionLeavesUsageUnknown() {
        Meter meter = Meters.create(Protocol.CHAT, false, "br");
        ByteBuf noise = Unpooled.copiedBuffer("{\"usage\":{\"prompt_tokens\":3}}", StandardCharsets.UTF_8);
        meter.body(noise, 0, noise.readableBytes());

        assertThat(meter.read().usageSeen()).isFalse();
        assertThat(meter.sawEnd()).isFalse();
        meter.close();
    }

    @Test
    void aBlockedGeminiPromptIsAnEnd() {
        assertThat(stream(Protocol.GEMINI, "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n")
                        .complete())
                .isTrue();
    }

    private static Reading stream(Protocol protocol, String body) {
        return read(protocol, true, body);
    }

    private static Reading json(Protocol protocol, String body) {
        return read(protocol, false, body);
    }

    private static Reading read(Protocol protocol, boolean stream, String body) {
        Meter meter = Meters.create(protocol, stream, null);
        ByteBuf buffer = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        meter.body(buffer, 0, buffer.readableBytes());
        Reading reading = meter.read();
        meter.close();
        return reading;
    }
}
