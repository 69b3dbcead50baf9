package io.ccgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.protocol.chat.UsageChunkFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OurUsageChunkIsTakenOutTest {
    private static final String HEAD = """
            : hi

            data: {"choices":[],"prompt_filter_results":[{}],"usage":null}

            data: {"id":"1","choices":[{"index":0,"delta":{"content":"a \\"choices\\":[] ö"}}],"usage":null}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"total_tokens":3}}

            """;
    private static final String USAGE = "data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"total_tokens\":3}}\n\n";
    private static final String TAIL = "data: [DONE]\n\n";

    @ParameterizedTest
    @ValueSource(strings = {USAGE, "data:{\"usage\":{\"total_tokens\":3},\"choices\" : [ ] }\n\n"})
    void andNoOtherByteWhateverTheCuts(String usage) {
        byte[] stream = (HEAD + usage + TAIL).getBytes(UTF_8);
        for (int at = 0; at <= stream.length; at++) {
            assertThat(filtered(stream, at)).as("cut at %d", at).isEqualTo(HEAD + TAIL);
        }
        assertThat(filtered(stream, all(stream.length))).isEqualTo(HEAD + TAIL);
        Random random = new Random(5);
        for (int round = 0; round < 40; round++) {
            assertThat(filtered(
                            stream, random.ints(3, 0, stream.length).sorted().toArray()))
                    .isEqualTo(HEAD + TAIL);
        }
    }

    @Test
    void withWindowsLineEndsToo() {
        byte[] stream = (HEAD + USAGE + TAIL).replace("\n", "\r\n").getBytes(UTF_8);

        assertThat(filtered(stream, 20)).isEqualTo((HEAD + TAIL).replace("\n", "\r\n"));
    }

    @Test
    void onlyOne() {
        assertThat(filtered((USAGE + USAGE + TAIL).getBytes(UTF_8), 0)).isEqualTo(USAGE + TAIL);
    }

    @Test
    void aStreamWithoutOnePassesAsItIs() {
        byte[] stream = (HEAD + "data: {\"choices\":[").getBytes(UTF_8);
        for (int at = 0; at <= stream.length; at++) {
            assertThat(filtered(stream, at)).isEqualTo(new String(stream, UTF_8));
        }
    }

    @Test
    void contentIsNotHeldUntilItsEventEnds() {
        List<ByteBuf> out = new ArrayList<>();
        UsageChunkFilter filter = new UsageChunkFilter();
        String begun = "data: {\"choices\":[{\"delta\":{\"content\":\"abc";
        filter.feed(Unpooled.copiedBuffer(begun, UTF_8), out::add);

        assertThat(out).extracting(buffer -> buffer.toString(UTF_8)).containsExactly(begun);
        out.forEach(ByteBuf::release);
        filter.close();
    }

    @Test
    void anEventWithoutEndIsLetGo() {
        List<ByteBuf> out = new ArrayList<>();
        UsageChunkFilter filter = new UsageChunkFilter();
        filter.feed(Unpooled.copiedBuffer("data: " + "x".repeat(20_000), UTF_8), out::add);

        assertThat(out).hasSize(1);
        out.forEach(ByteBuf::release);
        filter.close();
    }

    @Test
    void whatIsHeldIsReleasedOnClose() {
        List<ByteBuf> out = new ArrayList<>();
        UsageChunkFilter filter = new UsageChunkFilter();
        ByteBuf piece = Unpooled.copiedBuffer("data: {\"id\":", UTF_8);
        filter.feed(piece, out::add);
        filter.close();

        assertThat(out).isEmpty();
        assertThat(piece.refCnt()).isZero();
    }

    private static int[] all(int length) {
        int[] cuts = new int[length];
        for (int i = 0; i < length; i++) {
            cuts[i] = i;
        }
        return cuts;
    }

    private static String filtered(byte[] stream, int... cuts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        UsageChunkFilter filter = new UsageChunkFilter();
        List<ByteBuf> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            ByteBuf piece = Unpooled.copiedBuffer(stream, from, to - from);
            pieces.add(piece);
            filter.feed(piece, out -> take(out, bytes));
            from = to;
        }
        filter.finish(out -> take(out, bytes));
        assertThat(pieces).allMatch(piece -> piece.refCnt() == 0 || piece.capacity() == 0);
        return bytes.toString(UTF_8);
    }

    private static void take(ByteBuf out, ByteArrayOutputStream bytes) {
        byte[] copy = new byte[out.readableBytes()];
        out.readBytes(copy);
        bytes.writeBytes(copy);
        out.release();
    }
}
