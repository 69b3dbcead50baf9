package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes an upstream sends, the client gets well-formed events and at most one end. */
class MangledStreamsNeverBreakTheClientTest {
    private static final int ROUNDS = 300;
    private static final String BITES = "\"\\{}[]:,n0u\n\r x";

    static List<Arguments> pairs() {
        return EveryPairTest.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void survivesAnyBytes(Protocol client, Protocol upstream) {
        byte[] good = Translations.bytes(EveryPairTest.stream(upstream).replace("é", "e"));
        TranslatedRequest request = EveryPairTest.translated(client, upstream, true);
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) BITES.charAt(random.nextInt(BITES.length()));
            }
            StreamTranslation stream = request.answer().stream();
            int cut = random.nextInt(bytes.length);
            stream.feed(bytes, 0, cut);
            stream.feed(bytes, cut, bytes.length);
            stream.end();
            assertThat(stream.complete()).as("round %d", round).isNotEqualTo(stream.failure() != null);
            for (String line : Translations.text(stream).split("\n")) {
                if (line.startsWith("data: {")) {
                    assertThat(Json.parseOrNull(line.substring("data: ".length())))
                            .as(line)
                            .isNotNull();
                }
            }
        }
    }
}
