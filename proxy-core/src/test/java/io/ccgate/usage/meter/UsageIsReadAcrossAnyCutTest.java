package io.ccgate.usage.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.usage.meter.Answers.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same numbers come out wherever the network cuts an answer, whichever line ends it uses, compressed or not. */
class UsageIsReadAcrossAnyCutTest {
    static List<Answer> answers() {
        return Answers.ALL;
    }

    @ParameterizedTest
    @MethodSource("answers")
    void wholeAnswer(Answer answer) {
        Reading reading = read(answer, null, bytes(answer.body()));

        assertThat(reading.usage()).isEqualTo(answer.usage());
        assertThat(reading.complete()).isEqualTo(answer.complete());
        assertThat(reading.errorType()).isEqualTo(answer.error());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void cutAtEveryByte(Answer answer) {
        byte[] body = bytes(answer.body());
        Reading whole = read(answer, null, body);
        for (int cut = 0; cut <= body.length; cut++) {
            assertThat(read(answer, null, part(body, 0, cut), part(body, cut, body.length)))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyByteAlone(Answer answer) {
        byte[] body = bytes(answer.body());
        byte[][] single = new byte[body.length][];
        for (int i = 0; i < body.length; i++) {
            single[i] = part(body, i, i + 1);
        }
        assertThat(read(answer, null, single)).isEqualTo(read(answer, null, body));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void otherLineEndsCutAtRandomPairs(Answer answer) {
        Reading whole = read(answer, null, bytes(answer.body()));
        Random random = new Random(1);
        for (String lineEnd : answer.stream() ? List.of("\r\n", "\r") : List.of("\r\n")) {
            byte[] body =
                    bytes((answer.stream() ? "\ufeff" : "") + answer.body().replace("\n", lineEnd));
            for (int i = 0; i < 400; i++) {
                int one = random.nextInt(body.length);
                int two = one + random.nextInt(body.length - one);
                assertThat(read(answer, null, part(body, 0, one), part(body, one, two), part(body, two, body.length)))
                        .as("%d %d", one, two)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void compressedAndCutAtEveryByte(Answer answer) {
        byte[] body = bytes(answer.body());
        Reading whole = read(answer, null, body);
        int middle = body.length / 2;
        byte[] twoMembers = join(gzip(part(body, 0, middle)), gzip(part(body, middle, body.length)));
        Map<String, byte[]> forms = Map.of(
                "gzip",
                gzip(body),
                "x-gzip",
                twoMembers,
                "deflate",
                deflate(body, false),
                "Deflate",
                deflate(body, true));
        for (Map.Entry<String, byte[]> form : forms.entrySet()) {
            byte[] sent = form.getValue();
            for (int cut = 0; cut <= sent.length; cut++) {
                assertThat(read(answer, form.getKey(), part(sent, 0, cut), part(sent, cut, sent.length)))
                        .as("%s cut at %d", form.getKey(), cut)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void truncatedOrSpoiledAnswersNeverThrow(Answer answer) {
        byte[] body = bytes(answer.body());
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            byte[] spoiled = body.clone();
            for (int flips = random.nextInt(20); flips >= 0; flips--) {
                spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
            }
            Reading reading = read(answer, null, part(spoiled, 0, random.nextInt(spoiled.length)));
            assertThat(reading.usage().total()).isNotNegative();
            byte[] zipped = gzip(body);
            zipped[random.nextInt(zipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(read(answer, "gzip", zipped).usage().total()).isNotNegative();
        }
    }

    private static Reading read(Answer answer, @Nullable String encoding, byte[]... chunks) {
        Meter meter = Meters.create(answer.protocol(), answer.stream(), encoding);
        boolean direct = chunks.length % 2 == 0;
        for (byte[] chunk : chunks) {
            // Some bytes around, so that an absolute index is really used.
            ByteBuf buffer = direct
                    ? PooledByteBufAllocator.DEFAULT.directBuffer(chunk.length + 5)
                    : Unpooled.buffer(chunk.length + 5);
            buffer.writeBytes(new byte[] {'}', ']', '"'}).writeBytes(chunk).writeBytes(new byte[] {'"', '}'});
            buffer.readerIndex(1);
            meter.body(buffer, 3, chunk.length);
            assertThat(buffer.readerIndex()).isEqualTo(1);
            assertThat(buffer.refCnt()).isEqualTo(1);
            buffer.release();
        }
        Reading reading = meter.read();
        assertThat(meter.sawEnd()).isEqualTo(reading.complete());
        meter.close();
        return reading;
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean bare) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(6, bare);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] all = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        return all;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
