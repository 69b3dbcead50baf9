package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the gateway look like the provider's, and say what the client's retry logic must know; browsers may read them. */
@ExtendWith(LeakCheck.class)
class RefusalsSpeakTheClientsLanguageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void inEachProtocol(Dialect dialect) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(RawUpstream.Connection::read);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), dialect.protocol(), "")
                        .start()) {
            String shape = switch (dialect) {
                case ANTHROPIC -> "^\\{\"type\":\"error\",\"error\":\\{\"type\":\"%s\",\"message\":.*";
                case CHAT, RESPONSES -> "^\\{\"error\":\\{\"message\":.*\"type\":\"%s\".*";
                case GEMINI -> "^\\{\"error\":\\{\"code\":%s,\"message\":.*\"status\":\"[A-Z_]+\".*";
            };
            RawClient.Answer stranger = RawClient.ask(gateway, dialect.ask().replace(TestGateway.KEY, "wrong"));
            RawClient.Answer broken = RawClient.ask(gateway, dialect.ask());

            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.header("x-should-retry")).contains("false");
            assertThat(stranger.text())
                    .matches(shape.formatted(dialect == Dialect.GEMINI ? "401" : "authentication_error"));
            assertThat(broken.status()).isEqualTo(502);
            assertThat(broken.header("x-should-retry")).isEmpty();
            assertThat(broken.text()).matches(shape.formatted(dialect == Dialect.GEMINI ? "502" : "[a-z_]+"));
        }
    }

    @Test
    void onlyAllowedOriginsMayReadAnswers() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}", "Access-Control-Allow-Origin: *\r\n"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .sections(", \"cors\": {\"allowedOrigins\": [\"https://good.example\"]}")
                        .start()) {
            String ask = RawClient.post("/v1/messages", "{\"model\":\"m\"}", "Origin: https://good.example");
            RawClient.Answer good = RawClient.ask(gateway, ask);
            RawClient.Answer refused = RawClient.ask(gateway, ask.replace(TestGateway.KEY, "wrong"));
            RawClient.Answer bad = RawClient.ask(gateway, ask.replace("good.example", "bad.example"));
            RawClient.Answer preflight = RawClient.ask(
                    gateway,
                    "OPTIONS /v1/messages HTTP/1.1\r\nHost: g\r\nOrigin: https://good.example\r\n"
                            + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-api-key\r\n\r\n");

            assertThat(good.all("access-control-allow-origin")).containsExactly("https://good.example");
            assertThat(refused.all("access-control-allow-origin")).containsExactly("https://good.example");
            assertThat(bad.all("access-control-allow-origin")).doesNotContain("https://bad.example");
            assertThat(preflight.status()).isBetween(200, 204);
            assertThat(preflight.all("access-control-allow-headers")).containsExactly("x-api-key");
            assertThat(upstream.requests()).hasSize(2);
        }
    }
}
