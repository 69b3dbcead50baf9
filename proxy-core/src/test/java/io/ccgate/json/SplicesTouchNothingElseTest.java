package io.ccgate.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplicesTouchNothingElseTest {
    private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @Test
    void theModelIsReplacedAndEscaped() {
        String body = " {\"x\":[1, 2 ], \"model\" : \"a\" ,\"ä\":\"model\"}\n";

        assertThat(apply(body, BodySplice.of(Scans.facts(body)).model("b\"ö\n")))
                .isEqualTo(" {\"x\":[1, 2 ], \"model\" : \"b\\\"ö\\n\" ,\"ä\":\"model\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"a\"}|{\"stream_options\":{\"include_usage\":true},\"model\":\"b\"}",
                "{\"stream_options\":{},\"model\":\"a\"}|{\"stream_options\":{\"include_usage\":true},\"model\":\"b\"}",
                "{\"model\":\"a\",\"stream_options\":{ \"x\":1}}"
                        + "|{\"model\":\"b\",\"stream_options\":{\"include_usage\":true, \"x\":1}}",
                "{\"model\":\"a\",\"stream_options\":{\"include_usage\":false}}"
                        + "|{\"model\":\"b\",\"stream_options\":{\"include_usage\":true}}",
                "{\"model\":\"a\",\"stream_options\":null}|{\"model\":\"b\",\"stream_options\":{\"include_usage\":true}}",
                "{\"model\":\"a\",\"stream_options\":{\"include_usage\":true}}"
                        + "|{\"model\":\"b\",\"stream_options\":{\"include_usage\":true}}",
                "{}|{\"model\":\"b\",\"stream_options\":{\"include_usage\":true}}",
            })
    void usageIsAskedForInAnyShapeOfOptions(String body, String expected) {
        BodySplice splice = BodySplice.of(Scans.facts(body)).model("b").askForUsage();

        assertThat(apply(body, splice)).isEqualTo(expected);
    }

    @Test
    void severalMembersCanBeAdded() throws IOException {
        String body = "{}";
        String changed =
                apply(body, BodySplice.of(Scans.facts(body)).member("a\"", "1").member("b", "[2]"));

        assertThat(changed).isEqualTo("{\"a\\\"\":1,\"b\":[2]}");
        assertThat(new ObjectMapper().readTree(changed).size()).isEqualTo(2);
    }

    @Test
    void nothingToDoIsTheSameBytes() {
        BodySplice splice = BodySplice.of(Scans.facts("{\"stream_options\":{\"include_usage\":true}}"));

        assertThat(splice.askForUsage().isEmpty()).isTrue();
        assertThat(apply("{\"a\":1}", BodySplice.of(Scans.facts("{\"a\":1}")))).isEqualTo("{\"a\":1}");
    }

    @Test
    void noByteOfTheBodyIsCopiedAndEveryByteIsReleased() {
        String text = "{\"model\":\"a\",\"x\":\"" + "y".repeat(100_000) + "\"}";
        CompositeByteBuf body = ALLOCATOR.compositeBuffer();
        ByteBuf first =
                ALLOCATOR.directBuffer().writeBytes(text.substring(0, 10).getBytes(UTF_8));
        ByteBuf second = ALLOCATOR.directBuffer().writeBytes(text.substring(10).getBytes(UTF_8));
        body.addComponents(true, first, second);

        ByteBuf changed = BodySplice.replaceModel(body, Scans.facts(text), "bb", ALLOCATOR);
        assertThat(changed.toString(UTF_8)).isEqualTo(text.replace("\"a\"", "\"bb\""));
        assertThat(changed.isDirect()).as("a socket can gather it").isTrue();
        second.setByte(second.writerIndex() - 1, ']');
        assertThat(changed.getByte(changed.writerIndex() - 1))
                .as("shared memory")
                .isEqualTo((byte) ']');

        body.release();
        assertThat(first.refCnt()).isPositive();
        changed.release();
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
    }

    private static String apply(String body, BodySplice splice) {
        ByteBuf bytes =
                ALLOCATOR.buffer().writeZero(5).writeBytes(body.getBytes(UTF_8)).skipBytes(5);
        ByteBuf changed = splice.apply(bytes, ALLOCATOR);
        try {
            assertThat(bytes.readerIndex()).isEqualTo(5);
            return changed.toString(UTF_8);
        } finally {
            changed.release();
            assertThat(bytes.refCnt()).isEqualTo(1);
            bytes.release();
        }
    }
}
