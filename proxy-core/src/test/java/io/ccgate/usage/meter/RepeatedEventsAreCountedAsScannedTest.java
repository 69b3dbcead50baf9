package io.ccgate.usage.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The meter steps over events that are like the last one but for their text: what it says must not depend on that. */
class RepeatedEventsAreCountedAsScannedTest {
    private record Given(Protocol protocol, String stream) {
        @Override
        public String toString() {
            return protocol + " " + stream.hashCode();
        }
    }

    private static final String[] TEXTS = {
        "", "a", "two words", "quote \\\" in", "back\\\\", "\\\\\\\"", "ünïcode 中文", "\\n\\n"
    };

    static Stream<Given> streams() {
        return Stream.of("\n", "\r\n", "\r")
                .flatMap(end -> Stream.of(
                        new Given(Protocol.ANTHROPIC, anthropic(end)),
                        new Given(Protocol.CHAT, chat(end)),
                        // The data of an event in several lines: they are one value.
                        new Given(
                                Protocol.CHAT,
                                chat(end).replace("},\"finish_reason", "}" + end + "data: ,\"finish_reason"))));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void wholeOrInPieces(Given given) {
        Reading byByte = read(given, 1);
        assertThat(byByte.outputBytes()).isEqualTo(textBytes());
        assertThat(byByte.usage().output()).isEqualTo(77);
        for (int piece : new int[] {2, 7, 64, 150, 333, 1000, 100_000}) {
            assertThat(read(given, piece)).as("pieces of %d", piece).isEqualTo(byByte);
        }
    }

    private static long textBytes() {
        long sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += text(i).getBytes(StandardCharsets.UTF_8).length;
        }
        return sum;
    }

    private static String text(int i) {
        return TEXTS[new Random(i).nextInt(TEXTS.length)];
    }

    private static String anthropic(String end) {
        StringBuilder all = new StringBuilder();
        event(
                all,
                end,
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}");
        for (int i = 0; i < 200; i++) {
            // Now and then the block changes, and an event looks like the others up to a number it holds.
            event(
                    all,
                    end,
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":" + i / 40
                            + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text(i) + "\"}"
                            + (i % 50 == 49 ? ",\"usage\":{\"output_tokens\":" + i + "}" : "") + "}");
        }
        event(
                all,
                end,
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":77}}");
        event(all, end, "message_stop", "{\"type\":\"message_stop\"}");
        return all.toString();
    }

    private static String chat(String end) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            all.append("data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                    .append(text(i))
                    .append("\"},\"finish_reason\":null}],\"usage\":null}")
                    .append(end)
                    .append(end);
        }
        all.append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                .append(end)
                .append(end);
        all.append("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":77}}")
                .append(end)
                .append(end);
        return all.append("data: [DONE]").append(end).append(end).toString();
    }

    private static void event(StringBuilder all, String end, String name, String data) {
        all.append("event: ")
                .append(name)
                .append(end)
                .append("data: ")
                .append(data)
                .append(end)
                .append(end);
    }

    private static Reading read(Given given, int piece) {
        ByteBuf stream = Unpooled.copiedBuffer(given.stream(), StandardCharsets.UTF_8);
        try {
            Meter meter = Meters.create(given.protocol(), true, null);
            for (int at = 0; at < stream.readableBytes(); at += piece) {
                meter.body(stream, at, Math.min(piece, stream.readableBytes() - at));
            }
            assertThat(meter.sawEnd()).isTrue();
            Reading reading = meter.read();
            meter.close();
            return reading;
        } finally {
            stream.release();
        }
    }
}
