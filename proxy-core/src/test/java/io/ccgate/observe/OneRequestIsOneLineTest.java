package io.ccgate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.usage.ExchangeSummary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneRequestIsOneLineTest {
    private static final long COST = 1_234_500_000L;

    @Test
    void textNamesEverythingThatAnOperatorAsksFor() {
        assertThat(text(Exchanges.served("/v1/messages?beta=true")))
                .isEqualTo(
                        "2026-01-31T12:00:00.005Z req_01 192.0.2.7 acme claude_code anthropic"
                                + " \"POST /v1/messages?beta=true\" 200 model=claude-sonnet-4-5 upstream=- attempts=1 in=12 out=34"
                                + " cacheWrite=11 cacheRead=7 cost=0.0012345 received=20480 sent=4096 ttft=95 duration=812 error=-\n");
    }

    @Test
    void failedTriesAreNamed() {
        ExchangeSummary exchange = Exchanges.exchange(
                "/v1/messages",
                "m",
                null,
                200,
                List.of(
                        Exchanges.attempt("a", 529, "overloaded_error"),
                        Exchanges.attempt("b", 0, "connect timed out"),
                        Exchanges.attempt("c", 200, null)));
        assertThat(text(exchange)).contains(" attempts=3(a:529,b:connect_timed_out) ");
    }

    @Test
    void jsonIsOneObjectWithTheSameFacts() throws Exception {
        String line = json(Exchanges.exchange(
                "/v1/messages",
                "modèle \"x\" 😀\n",
                "api_error",
                502,
                List.of(Exchanges.attempt("a", 500, "api_error"))));
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode node = new ObjectMapper().readTree(line);
        assertThat(node.get("model").asText()).isEqualTo("modèle \"x\" 😀\n");
        assertThat(node.get("cost").asText()).isEqualTo("0.0012345");
        assertThat(node.get("status").asInt()).isEqualTo(502);
        assertThat(node.get("error").asText()).isEqualTo("api_error");
        assertThat(node.get("attempts").get(0).get("upstream").asText()).isEqualTo("a");
        assertThat(node.get("ttft").asLong()).isEqualTo(95);
        assertThat(node.has("upstream")).isFalse();
    }

    @Test
    void whateverTheClientSendsItCannotForgeASecondLine() {
        String line = text(Exchanges.exchange("/v1/x\r\n2026 forged\u2028\u0085", "two words\n", "e", 400, List.of()));
        assertThat(line)
                .hasLineCount(1)
                .contains("model=two_words\\n ")
                .contains("/v1/x\\r\\n2026 forged\\u2028\\u0085\"");
    }

    @Test
    void credentialsInTheQueryAreMasked() {
        assertThat(text(Exchanges.served("/v1beta/models?key=AIza123&alt=sse&API_KEY=s3cret&%6bey=hidden&pageSize=5")))
                .contains("/v1beta/models?key=***&alt=sse&API_KEY=***&%6bey=***&pageSize=5\"")
                .doesNotContain("AIza123")
                .doesNotContain("s3cret")
                .doesNotContain("hidden");
    }

    private static String text(ExchangeSummary exchange) {
        return written(new TextAccessLine(), exchange);
    }

    private static String json(ExchangeSummary exchange) {
        return written(new JsonAccessLine(), exchange);
    }

    private static String written(AccessLine format, ExchangeSummary exchange) {
        LineBuffer line = new LineBuffer(8);
        format.write(exchange, COST, line);
        return new String(line.array(), 0, line.length(), StandardCharsets.UTF_8);
    }
}
