package io.ccgate.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmbiguousBodiesAreRefusedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"a\",\"x\":1,\"model\":\"b\"}   | 19 | appears twice",
                "{\"model\":\"a\",\"mod\\u0065l\":\"b\"}     | 13 | appears twice",
                "{\"model\":\"a\",\"MODEL\":\"b\"}           | 13 | in case only",
                "{\"model\":7}                               | 9  | must be a string",
                "{\"model\":null}                            | 9  | must be a string",
                "{\"model\":{\"model\":\"a\"}}               | 9  | must be a string",
                "{\"model\":\"\\x\"}                         | 9  | no valid string",
                "{\"a\":1} {\"model\":\"b\"}                 | 8  | bytes follow",
                "{\"a\":1}}                                  | 7  | bytes follow",
                "{\"a\":1                                    | 6  | ends before",
                "{\"a\":\"\\\"}                              | 9  | ends before",
                "``                                          | 0  | is empty",
                "[{\"model\":\"a\"}]                         | 0  | must be a JSON object",
                "\"model\"                                   | 0  | must be a JSON object",
                "{'model':'a'}                               | 1  | a key in double quotes or }",
                "{\"a\" 1}                                   | 5  | a colon",
                "{\"a\":}                                    | 5  | a value",
                "{\"a\":1,}                                  | 7  | a key in double quotes",
                "{\"a\":[1}                                  | 7  | a comma or ]",
                "{\"a\":[1,]}                                | 8  | a value",
                "{\"a\":{]}                                  | 6  | a key",
                "{\"a\":1 /* \"b\":2 */}                     | 7  | a comma or }",
                "{\"a\" \"b\":1}                             | 5  | a colon",
                "{,\"model\":\"b\"}                          | 1  | a key",
            })
    void withTheReasonAndThePlace(String body, int offset, String reason) {
        byte[] bytes = body.getBytes(UTF_8);

        assertThat(Scans.whole(bytes)).isInstanceOfSatisfying(BodyProblem.class, problem -> {
            assertThat(problem.message()).contains(reason);
            assertThat(problem.offset()).isEqualTo(offset);
        });
        for (int at = 0; at <= bytes.length; at++) {
            assertThat(Scans.cut(bytes, at)).isEqualTo(Scans.whole(bytes));
        }
    }

    @Test
    void otherEncodingsAreNamed() {
        String body = "{\"model\":\"a\"}";

        for (byte[] bytes : new byte[][] {
            body.getBytes(UTF_16LE),
            body.getBytes(UTF_16BE),
            ("\uFEFF" + body).getBytes(UTF_16LE),
            ("\uFEFF" + body).getBytes(UTF_16BE),
            "\0\0\0{\0\0\0\"".getBytes(ISO_8859_1)
        }) {
            assertThat(Scans.whole(bytes))
                    .isInstanceOfSatisfying(
                            BodyProblem.class,
                            problem -> assertThat(problem.message()).contains("UTF-16"));
        }
    }

    @Test
    void nestingIsBounded() {
        int arrays = BodyScanner.MAX_DEPTH - 1;

        assertThat(Scans.whole("{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}"))
                .isInstanceOf(BodyFacts.class);
        assertThat(Scans.whole("{\"a\":" + "[".repeat(arrays + 1) + "]".repeat(arrays + 1) + "}"))
                .isInstanceOfSatisfying(
                        BodyProblem.class,
                        problem -> assertThat(problem.message()).contains("deeper than 1000"));
    }

    @Test
    void aProblemIsKnownBeforeTheBodyEnds() {
        BodyScanner scanner = new BodyScanner();
        scanner.feed(Unpooled.copiedBuffer("{\"model\":1", UTF_8));

        assertThat(scanner.problem()).isNotNull();
    }

    @Test
    void aModelTooLongToBeOneIsRefused() {
        assertThat(Scans.whole("{\"model\":\"" + "m".repeat(5000) + "\"}")).isInstanceOf(BodyProblem.class);
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(7);
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && round % 2 == 0) {
                bytes[0] = '{';
            }
            assertThat(Scans.cut(bytes, random.nextInt(bytes.length + 1))).isEqualTo(Scans.whole(bytes));
        }
    }

    /** Whatever a strict parser takes, the scanner takes and reads alike; structure it refuses, the scanner refuses. */
    @Test
    void damagedBodiesAreJudgedAsAParserJudgesThem() {
        ObjectMapper parser = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        byte[] sound =
                "{\"model\":\"m\",\"a\":[1,{\"b\":\"c\\\\\"}],\"t\":\"\\u0041\",\"e\":{},\"n\":null}".getBytes(UTF_8);
        byte[] marks = "{}[]\",:\\ am1".getBytes(UTF_8);
        Random random = new Random(11);
        for (int round = 0; round < 6_000; round++) {
            byte[] bytes = sound.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = marks[random.nextInt(marks.length)];
            }
            JsonNode node = parse(parser, bytes);
            BodyScan scan = Scans.whole(bytes);
            if (scan instanceof BodyFacts facts && node != null) {
                assertThat(facts.model()).isEqualTo(node.path("model").textValue());
            } else if (node != null && node.isObject() && node.path("model").isTextual()) {
                assertThat(((BodyProblem) scan).message()).containsAnyOf("twice", "in case only");
            } else if (scan instanceof BodyFacts) {
                assertThat(node).as(new String(bytes, UTF_8)).isNull();
            }
        }
    }

    private static @Nullable JsonNode parse(ObjectMapper parser, byte[] bytes) {
        try {
            return parser.readTree(bytes);
        } catch (IOException refused) {
            return null;
        }
    }
}
