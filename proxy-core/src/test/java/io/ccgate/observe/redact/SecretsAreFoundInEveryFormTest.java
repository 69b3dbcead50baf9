package io.ccgate.observe.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is masked as it is, in a URL, in JSON, in base64, at a cut, and spelled out over the events of a stream. */
class SecretsAreFoundInEveryFormTest {
    private static final String SECRET = "sk-ant-Äx/+\"9f7e5d3c1b";
    private final SecretValues values = SecretValues.of(List.of(SECRET, "hunter2hunter2", "abc"));

    private String masked(String text) {
        return values.mask(text);
    }

    @Test
    void asItIsAndNothingElse() {
        assertThat(masked("a " + SECRET + " b " + SECRET + "!")).isEqualTo("a *** b ***!");
        assertThat(masked("sk-ant-Ax/ is no secret, nor is abc")).isEqualTo("sk-ant-Ax/ is no secret, nor is abc");
    }

    @Test
    void inAUrlAndInJson() {
        assertThat(masked("?k=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8) + "&x=1"))
                .isEqualTo("?k=***&x=1");
        assertThat(masked("{\"k\":\"" + SECRET.replace("\"", "\\\"") + "\"}")).isEqualTo("{\"k\":\"***\"}");
        assertThat(masked(SECRET.replace("\"", "\\\"").replace("/", "\\/"))).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "user:", "user::"})
    void inBase64WhateverStandsBefore(String before) {
        String both = before + SECRET + ":after";
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String encoded = encoder.encodeToString(both.getBytes(StandardCharsets.UTF_8));
            String masked = masked("Basic " + encoded);
            assertThat(masked).contains("***");
            String left = masked.replace("Basic ", "").replace("***", "");
            assertThat(left.length())
                    .as("only neighbours are left of %s", masked)
                    .isLessThan(encoded.length() - 20);
        }
    }

    @Test
    void whereTheCutToreIt() {
        byte[] torn = "text hunter2hun".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(values.mask(torn, true), StandardCharsets.UTF_8)).isEqualTo("text ***");
        assertThat(values.mask(torn, false)).isSameAs(torn);
    }

    @Test
    void spelledOutOverEvents() {
        String stream = """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"it is hun"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ter2hu"}}

            data: {"choices":[{"delta":{"content": "nter2 now"}}]}
            """;
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        values.maskSplit(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("\"text\":\"it is ***\"", "\"text\":\"******\"", "\"content\": \"***** now\"")
                .hasSameSizeAs(stream);
    }

    @Test
    void amongThousandsInAnyBytes() {
        Random random = new Random(7);
        List<String> secrets = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            secrets.add("sk-" + Long.toHexString(random.nextLong()) + Integer.toHexString(i));
        }
        SecretValues many = SecretValues.of(secrets);
        StringBuilder text = new StringBuilder();
        for (String secret : secrets) {
            text.append(random.nextInt(10)).append(secret).append(' ');
        }
        String masked = many.mask(text.toString());
        assertThat(secrets).noneMatch(masked::contains);
        assertThat(masked).hasSize(3_000 * "1*** ".length());
    }

    @Test
    void namesOfHeadersAndParametersThatCarryOne() {
        assertThat(List.of("Authorization", "x-api-key", "X-Goog-Api-Key", "Cookie", "X-Corp-Token", "k%65y"))
                .allMatch(SecretNames::isSecret);
        assertThat(List.of(
                        "content-type",
                        "anthropic-ratelimit-tokens-remaining",
                        "x-ratelimit-remaining-tokens",
                        "max_tokens",
                        "alt"))
                .noneMatch(SecretNames::isSecret);
        assertThat(SecretNames.maskQuery("alt=sse&key=AIza&api_key=x&")).isEqualTo("alt=sse&key=***&api_key=***&");
    }
}
