package io.ccgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.Raise;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.policy.Entrance.Answer;
import io.ccgate.usage.Fixtures;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests and tokens per minute, requests at a time and the line for them, by a clock of the test's own. */
class RatesAreKeptTest {
    private final AtomicLong now = new AtomicLong(5);
    private final Ledger ledger = new Ledger(() -> Fixtures.NOON.plusNanos(now.get()));
    private final Entrance entrance = new Entrance(ledger, () -> Fixtures.NOON.plusNanos(now.get()), now::get);
    private final List<Entry> woken = new ArrayList<>();

    @Test
    void aBurstOfAMinutesRequestsIsServedAndTheNextIsToldWhenToComeBack() {
        TenantConfig tenant = tenant(6, 0, 0);
        for (int i = 0; i < 6; i++) {
            in(tenant);
        }
        GatewayError refusal = refused(tenant);
        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.retryAfterSeconds()).hasValue(10);
        assertThat(refusal.clientShouldRetry()).isTrue();
        pass(Duration.ofSeconds(10));
        in(tenant);
        refused(tenant);
        assertThat(entrance.standing(tenant).requestsRemaining()).isZero();
        assertThat(entrance.standing(tenant).requestsFullIn()).isEqualTo(60);
    }

    @Test
    void tokensThatWereUsedMustFillUpAgain() {
        TenantConfig tenant = tenant(0, 600, 0);
        end(in(tenant), 900);
        assertThat(refused(tenant).retryAfterSeconds()).hasValue(31);
        pass(Duration.ofSeconds(31));
        in(tenant);
    }

    @Test
    void tokensThatARunningRequestLikelyUsesAreTakenAtOnceAndGivenBackIfItDoesNot() {
        TenantConfig tenant = tenant(0, 600, 0);
        Entry running = entry(tenant, new Estimate(0, 5000, 0, 600));
        assertThat(entrance.enter(running, false)).isEqualTo(Answer.IN);
        refused(tenant);
        end(running, 0);
        assertThat(entrance.standing(tenant).tokensRemaining()).isEqualTo(600);
        in(tenant);
    }

    @Test
    void onlySoManyRunAtATimeAndTheOthersComeInTheirOrder() {
        TenantConfig tenant = tenant(0, 0, 2);
        Entry first = in(tenant);
        Entry second = in(tenant);
        assertThat(refused(tenant).message()).contains("2 requests at a time");
        Entry third = waits(tenant);
        Entry fourth = waits(tenant);
        assertThat(entrance.standing(tenant).waiting()).isEqualTo(2);

        end(first, 0);
        assertThat(woken).containsExactly(third);
        assertThat(third.reservation()).isNotNull();
        Entry fifth = waits(tenant);
        end(second, 0);
        end(third, 0);
        assertThat(woken).containsExactly(third, fourth, fifth);
        assertThat(entrance.standing(tenant).running()).isEqualTo(2);
    }

    @Test
    void whoLeavesTheLineOrGivesUpHoldsNothing() {
        TenantConfig tenant = tenant(0, 0, 1);
        Entry running = in(tenant);
        Entry gone = waits(tenant);
        Entry patient = waits(tenant);

        entrance.leave(gone, 0);
        entrance.leave(gone, 0);
        assertThat(entrance.giveUp(patient)).isTrue();
        assertThat(patient.refusal()).isInstanceOf(Refusal.Crowded.class);
        assertThat(entrance.giveUp(patient)).isFalse();
        entrance.leave(patient, 0);
        end(running, 0);
        end(running, 0);

        assertThat(woken).isEmpty();
        assertThat(entrance.standing(tenant).running()).isZero();
        assertThat(entrance.standing(tenant).waiting()).isZero();
        assertThat(ledger.standing(tenant).reservedRequests()).isZero();
    }

    @Test
    void theLineHasAnEnd() {
        TenantConfig tenant = tenant(0, 0, 1);
        in(tenant);
        for (int i = 0; i < Lane.LONGEST_LINE; i++) {
            waits(tenant);
        }
        Entry late = entry(tenant, Estimate.NOTHING);
        assertThat(entrance.enter(late, true)).isEqualTo(Answer.REFUSED);
        assertThat(error(late).message()).contains("too many wait");
    }

    @Test
    void roomThatRunningRequestsHoldIsWaitedForAndABudgetThatIsUsedUpIsNot() {
        TenantConfig tenant = Fixtures.tenant("t", Fixtures.usd("1"));
        Estimate most = Estimate.exactly(900_000, 1);
        Entry running = entry(tenant, most);
        assertThat(entrance.enter(running, true)).isEqualTo(Answer.IN);
        Entry second = entry(tenant, most);
        assertThat(entrance.enter(second, true)).isEqualTo(Answer.WAIT);
        Entry third = entry(tenant, most);
        assertThat(entrance.enter(third, true)).isEqualTo(Answer.WAIT);
        Entry small = entry(tenant, Estimate.exactly(100_000, 1));
        assertThat(entrance.enter(small, true)).as("what fits need not wait").isEqualTo(Answer.IN);

        settle(tenant, running, 0);
        assertThat(woken).as("the estimate has come back, but for one only").containsExactly(second);
        settle(tenant, small, 0);
        assertThat(woken).containsExactly(second);
        settle(tenant, second, 950_000);
        assertThat(woken).containsExactly(second, third);
        assertThat(third.reservation()).isNull();
        assertThat(error(third).clientShouldRetry()).isFalse();
    }

    @Test
    void aRaiseOfARateHoldsUntilItsEnd() {
        Allowance usual = new Allowance(Windows.UNLIMITED, List.of(), 0, 0, 1);
        Allowance raised = new Allowance(Windows.UNLIMITED, List.of(), 0, 0, 2);
        Instant until = Fixtures.NOON.plusSeconds(60);
        TenantConfig tenant = Fixtures.tenant(
                "t",
                new LimitsConfig(usual, Optional.of(new Raise(until, raised)), Duration.ofSeconds(1), ZoneOffset.UTC));
        in(tenant);
        end(in(tenant), 0);
        pass(Duration.ofSeconds(60));
        refused(tenant);
    }

    private void settle(TenantConfig tenant, Entry entry, long micros) {
        ledger.settle(
                tenant.id(),
                entry.reservation(),
                Fixtures.booked(Fixtures.NOON.toEpochMilli(), "m", 0, 0, micros, false));
        entrance.leave(entry, 0);
    }

    private Entry in(TenantConfig tenant) {
        Entry entry = entry(tenant, Estimate.NOTHING);
        assertThat(entrance.enter(entry, true)).isEqualTo(Answer.IN);
        return entry;
    }

    private Entry waits(TenantConfig tenant) {
        Entry entry = entry(tenant, Estimate.NOTHING);
        assertThat(entrance.enter(entry, true)).isEqualTo(Answer.WAIT);
        return entry;
    }

    private GatewayError refused(TenantConfig tenant) {
        Entry entry = entry(tenant, Estimate.NOTHING);
        assertThat(entrance.enter(entry, false)).isEqualTo(Answer.REFUSED);
        entrance.leave(entry, 0);
        return error(entry);
    }

    private static GatewayError error(Entry entry) {
        return RefusalWords.error(Objects.requireNonNull(entry.refusal()), ZoneOffset.UTC);
    }

    private Entry entry(TenantConfig tenant, Estimate estimate) {
        Entry[] self = new Entry[1];
        self[0] = new Entry(tenant, "m", estimate, () -> woken.add(self[0]));
        return self[0];
    }

    private void end(Entry entry, long tokens) {
        Reservation reservation = entry.reservation();
        if (reservation != null) {
            reservation.release();
        }
        entrance.leave(entry, tokens);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static TenantConfig tenant(long requests, long tokens, int concurrent) {
        Allowance usual = new Allowance(Windows.UNLIMITED, List.of(), requests, tokens, concurrent);
        return Fixtures.tenant("t", new LimitsConfig(usual, Optional.empty(), Duration.ofSeconds(10), ZoneOffset.UTC));
    }
}
