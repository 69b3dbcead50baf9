package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnAnswersKeepTheirShapeTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void healthIsByteForByteWhatCcgateAnswers() {
        Answer answer = HealthAnswer.open(NOW, Duration.ofMillis(61_005));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes())
                .asString()
                .isEqualTo("{\"status\":\"healthy\",\"timestamp\":\"2026-01-31T12:00:00.000Z\",\"uptime\":61.005}");
    }

    @Test
    void theAdministratorSeesTheFacts() {
        HealthFacts facts = new HealthFacts(
                "1.0.0",
                3,
                "abc",
                NOW,
                1,
                List.of("server.json:3:5 not a port", "tenants.json:1:2 no key"),
                Optional.empty(),
                2,
                4,
                List.of(new HealthFacts.Upstream("main", true, false, 1, 3, Optional.of(NOW.plusSeconds(60)))));
        assertThat(HealthAnswer.detailed(NOW, Duration.ofMillis(1500), facts).json())
                .isEqualTo("{\"status\":\"degraded\",\"timestamp\":\"2026-01-31T12:00:00.000Z\",\"uptime\":1.5,"
                               + "\"version\":\"1.0.0\",\"config\":{\"revision\":3,\"hash\":\"abc\",\"loadedAt\":\"2026-01-31T12:00:00.000Z\",\"warnings\":1,\"rejected\":\"server.json:3:5"
                               + " not a port\",\"errors\":[\"server.json:3:5 not a port\",\"tenants.json:1:2 no"
                               + " key\"]},\"journal\":{\"writable\":true,\"pending\":2},\"activeRequests\":4,"
                               + "\"upstreams\":[{\"id\":\"main\",\"enabled\":true,\"healthy\":false,\"inFlight\":1,\"failures\":3,"
                               + "\"outUntil\":\"2026-01-31T12:01:00.000Z\"}]}");
    }

    @Test
    void readyTurnsAwayWhileDraining() {
        assertThat(ReadyAnswer.of(false)).isEqualTo(new Answer(200, "{\"status\":\"ready\"}"));
        assertThat(ReadyAnswer.of(true).status()).isEqualTo(503);
    }
}
