package io.ccgate.translate.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.Protocol;
import io.ccgate.protocol.TokenCount;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.CountCall;
import io.ccgate.translate.Reading;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate is never far below what an encoding counts. The real counts are of o200k_base. */
class TokenEstimateErrsHighTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The quick brown fox jumps over the lazy dog.|10",
                "internationalization|1",
                "public static void main(String[] args) { System.out.println(42); }|15",
                "こんにちは世界|2",
                "12345678901234567890|7"
            })
    void countsNotLessThanTheEncoding(String text, long real) {
        assertThat(TextTokens.of(text)).isBetween(real, real * 4 + 4);
    }

    private static long estimate(String content) {
        Reading<ClientRequest> read = Translations.TRANSLATOR.read(
                Protocol.ANTHROPIC,
                Translations.bytes("{\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}"),
                "/v1/messages/count_tokens",
                false);
        return TokenEstimate.of(((Reading.Done<ClientRequest>) read).value().conversation());
    }

    @Test
    void picturesCountByTheirSizeAndUnknownOnesAsTheLargest() {
        String head = "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"";
        String small =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        assertThat(estimate(head + small + "\"}}]")).isLessThan(10);
        assertThat(estimate(head + "QUJD\"}}]")).isBetween(1600L, 1700L);
    }

    @Test
    void theReplyHasTheClientsForm() {
        assertThat(TokenCount.answer(Protocol.GEMINI, 5))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"totalTokens\":5}");
        assertThat(TokenCount.answer(Protocol.ANTHROPIC, 5))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"input_tokens\":5}");
    }

    @Test
    void anUpstreamThatCountsIsAskedInItsOwnForm() {
        byte[] body = Translations.bytes("{\"generateContentRequest\":{\"model\":\"models/m\",\"contents\":"
                + "[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"temperature\":1}}}");
        ClientRequest request = ((Reading.Done<ClientRequest>)
                        Translations.TRANSLATOR.read(Protocol.GEMINI, body, "/v1beta/models/m:countTokens", false))
                .value();
        CountCall call = ((Reading.Done<CountCall>)
                        request.countAt(Protocol.ANTHROPIC, Translations.context("claude-haiku-4-5")))
                .value();
        assertThat(call.path()).isEqualTo("/v1/messages/count_tokens");
        assertThat(Json.parse(call.body()).properties())
                .extracting(Map.Entry::getKey)
                .containsOnly("model", "messages");
        assertThat(call.read(Translations.bytes("{\"input_tokens\":12}"))).hasValue(12);
        assertThat(call.read(Translations.bytes("<html>"))).isEmpty();
    }
}
