package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesAreClassifiedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 409, 410, 411, 413, 414, 415, 416, 418, 422, 425, 426, 431, 451, 499})
    void theClientsOwnFaultIsNobodyElses(int status) {
        assertThat(Outcome.ofStatus(status, null)).isEqualTo(Outcome.CLIENT_FAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 206, 302, 304})
    void goodAnswersAreServed(int status) {
        assertThat(Outcome.ofStatus(status, null)).isEqualTo(Outcome.SERVED);
    }

    @ParameterizedTest
    @CsvSource({
        "401,CREDENTIAL", "402,CREDENTIAL", "403,CREDENTIAL", "408,TIMEOUT", "429,RATE_LIMITED", "500,SERVER",
        "501,SERVER", "502,SERVER", "503,OVERLOADED", "504,TIMEOUT", "520,SERVER", "529,OVERLOADED"
    })
    void theRestHasAClass(int status, FailureClass expected) {
        assertThat(Outcome.ofStatus(status, Duration.ofSeconds(7)))
                .isEqualTo(new Outcome.Failed(expected, Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "20,20000",
        "' 3 ',3000",
        "0,0",
        "1.5,1500",
        "999999999,86400000",
        "'Sun, 22 Nov 2026 10:00:30 GMT',30000",
        "'Sun, 22 Nov 2026 09:00:00 GMT',0"
    })
    void retryAfterIsReadInAllItsForms(String header, long millis) {
        assertThat(RetryAfter.parse(header, null, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "1.2.3", "Sun, 99 Nov 2026 10:00:30 GMT"})
    void nonsenseIsNoTime(String header) {
        assertThat(RetryAfter.parse(header, null, NOW)).isNull();
    }

    @Test
    void millisecondsWin() {
        assertThat(RetryAfter.parse("2", "1250", NOW)).isEqualTo(Duration.ofMillis(1250));
        assertThat(RetryAfter.parse("2", "x", NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RetryAfter.parse(null, null, NOW)).isNull();
    }
}
