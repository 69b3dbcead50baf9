package io.ccgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests and tokens per minute and requests at a time, by a clock of the test's own. */
class RatesAreKeptTest {
    private final AtomicLong now = new AtomicLong(5);
    private final Rates rates = new Rates(now::get);

    @Test
    void aBurstOfAMinutesRequestsIsServedAndTheNextIsToldWhenToComeBack() {
        TenantConfig tenant = tenant(6, 0, 0);
        for (int i = 0; i < 6; i++) {
            assertThat(rates.begin(tenant)).isEmpty();
        }
        GatewayError refusal = rates.begin(tenant).orElseThrow();
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.retryAfterSeconds()).hasValue(10);
        assertThat(refusal.clientShouldRetry()).isTrue();
        pass(Duration.ofSeconds(10));
        assertThat(rates.begin(tenant)).isEmpty();
        assertThat(rates.begin(tenant)).isPresent();
    }

    @Test
    void tokensThatWereUsedMustFillUpAgain() {
        TenantConfig tenant = tenant(0, 600, 0);
        assertThat(rates.begin(tenant)).isEmpty();
        rates.end("t", 900);
        assertThat(rates.begin(tenant).orElseThrow().retryAfterSeconds()).hasValue(30);
        pass(Duration.ofSeconds(31));
        assertThat(rates.begin(tenant)).isEmpty();
    }

    @Test
    void onlySoManyRunAtATime() {
        TenantConfig tenant = tenant(0, 0, 2);
        assertThat(rates.begin(tenant)).isEmpty();
        assertThat(rates.begin(tenant)).isEmpty();
        assertThat(rates.begin(tenant)).isPresent();
        rates.end("t", 0);
        assertThat(rates.begin(tenant)).isEmpty();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static TenantConfig tenant(long requests, long tokens, int concurrent) {
        return new TenantConfig(
                "t",
                "Tess",
                List.of(),
                true,
                List.of(),
                List.of(),
                List.of(),
                new LimitsConfig(
                        new Allowance(Windows.UNLIMITED, List.of(), requests, tokens, concurrent),
                        Optional.empty(),
                        Duration.ZERO,
                        ZoneOffset.UTC),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
