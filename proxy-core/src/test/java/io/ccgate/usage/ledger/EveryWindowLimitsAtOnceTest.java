package io.ccgate.usage.ledger;

import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.booked;
import static io.ccgate.usage.Fixtures.limits;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Raise;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Admission.Granted;
import io.ccgate.usage.ledger.Admission.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rolling hours, calendar spans, models and raises, each beside the others, and none forgotten by a reload. */
class EveryWindowLimitsAtOnceTest {
    private static final long DOLLAR = 1_000_000;
    private static final Window FREE = Window.UNLIMITED;

    private Instant now = NOON;
    private final Ledger ledger = new Ledger(() -> now);

    @Test
    void theRollingWindowForgetsWhatIsFiveHoursOld() {
        TenantConfig tenant = tenant("t", limits(new Windows(usd("3"), FREE, FREE, FREE, FREE), ZoneOffset.UTC));
        spend(tenant, "m", DOLLAR);
        pass(Duration.ofHours(2));
        spend(tenant, "m", 2 * DOLLAR);

        Refused full = refused(tenant, "m", DOLLAR);
        assertThat(full.name()).hasToString("fiveHour.maxUSD");
        assertThat(full.resetAt()).as("when the first dollar is five hours old").contains(at("17:01"));
        assertThat(refused(tenant, "m", 2 * DOLLAR).resetAt()).contains(at("19:01"));

        now = Instant.parse("2026-11-22T17:00:59.999Z");
        assertThat(refused(tenant, "m", DOLLAR).used()).isEqualTo(3 * DOLLAR);
        now = Instant.parse("2026-11-22T17:01:00Z");
        spend(tenant, "m", DOLLAR);
        assertThat(refused(tenant, "m", DOLLAR).resetAt()).contains(at("19:01"));
    }

    @Test
    void theLimitThatLastsLongestIsTold() {
        TenantConfig tenant =
                tenant("t", limits(new Windows(usd("1"), usd("1"), usd("1"), usd("2"), usd("9")), ZoneOffset.UTC));
        spend(tenant, "m", DOLLAR);

        Refused refused = refused(tenant, "m", 1);
        assertThat(refused.name()).hasToString("weekly.maxUSD");
        assertThat(refused.resetAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void aModelHasLimitsOfItsOwnBesideThoseOfAll() {
        TenantConfig tenant = tenant("t", limits(day(usd("5")), ZoneOffset.UTC, models("*opus*", usd("2"))));
        spend(tenant, "claude-opus-4", DOLLAR);
        spend(tenant, "CLAUDE-OPUS-5", DOLLAR);

        assertThat(refused(tenant, "claude-opus-4", 1).name()).hasToString("models.*opus*.daily.maxUSD");
        spend(tenant, "claude-sonnet-5", 3 * DOLLAR);
        assertThat(refused(tenant, "claude-sonnet-5", 1).name()).hasToString("daily.maxUSD");
    }

    @Test
    void limitsThatAReloadBringsCountWhatWasUsedBeforeThem() {
        TenantConfig before = tenant("t", limits(Windows.UNLIMITED, ZoneOffset.UTC));
        spend(before, "claude-opus-4", DOLLAR);
        spend(before, "claude-sonnet-5", DOLLAR);
        Reservation running = granted(before, "claude-opus-4", DOLLAR);

        TenantConfig after = tenant(
                "t",
                limits(
                        new Windows(usd("3"), FREE, FREE, usd("5"), FREE),
                        ZoneOffset.UTC,
                        models("*opus*", usd("1.5"))));
        List<LimitState> limits = ledger.standing(after).limits();
        assertThat(limits).extracting(LimitState::used).containsExactly(2 * DOLLAR, 2 * DOLLAR, DOLLAR);
        assertThat(limits).extracting(LimitState::reserved).containsExactly(DOLLAR, DOLLAR, DOLLAR);
        assertThat(limits).extracting(LimitState::remaining).containsExactly(0L, 2 * DOLLAR, 0L);
        assertThat(limits.get(2).resetAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));

        running.release();
        assertThat(ledger.standing(after).limits())
                .extracting(LimitState::reserved)
                .containsOnly(0L);
        assertThat(ledger.standing(after).reservedRequests()).isZero();
        assertThat(refused(after, "claude-opus-4", DOLLAR).name()).hasToString("models.*opus*.daily.maxUSD");
        assertThat(ledger.standing(before).limits()).isEmpty();
    }

    @Test
    void theLastHoursAreKnownToAPatternThatIsNew() {
        TenantConfig before = tenant("t", limits(Windows.UNLIMITED, ZoneOffset.UTC));
        spend(before, "claude-opus-4", DOLLAR);
        pass(Duration.ofHours(3));
        spend(before, "claude-opus-5", DOLLAR);
        pass(Duration.ofHours(1));

        Windows two = new Windows(usd("2"), FREE, FREE, FREE, FREE);
        TenantConfig after = tenant(
                "t", limits(Windows.UNLIMITED, ZoneOffset.UTC, new ModelWindows(new ModelPattern("*opus*"), two)));
        assertThat(refused(after, "claude-opus-6", 1).resetAt()).contains(at("17:01"));
    }

    @Test
    void aRaiseEndsByItself() {
        Instant until = Instant.parse("2026-11-22T18:00:00Z");
        Allowance usual = new Allowance(day(usd("1")), List.of(), 0, 0, 0);
        Allowance raised = new Allowance(day(usd("4")), List.of(), 0, 0, 0);
        TenantConfig tenant = tenant(
                "t", new LimitsConfig(usual, Optional.of(new Raise(until, raised)), Duration.ZERO, ZoneOffset.UTC));
        spend(tenant, "m", 2 * DOLLAR);
        assertThat(ledger.standing(tenant).limits().get(0).remaining()).isEqualTo(2 * DOLLAR);

        now = until;
        assertThat(refused(tenant, "m", 1).limit()).isEqualTo(DOLLAR);
        assertThat(ledger.standing(tenant).limits().get(0).remaining()).isZero();
    }

    @Test
    void daysAreAsLongAsSummerTimeMakesThem() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        now = Instant.parse("2026-03-28T23:00:00Z");
        TenantConfig tenant = tenant("t", limits(day(usd("1")), berlin));
        spend(tenant, "m", DOLLAR);
        assertThat(refused(tenant, "m", 1).resetAt())
                .as("a day of 23 hours")
                .contains(Instant.parse("2026-03-29T22:00:00Z"));

        now = Instant.parse("2026-10-24T22:00:00Z");
        spend(tenant, "m", DOLLAR);
        now = Instant.parse("2026-10-25T22:59:59Z");
        assertThat(refused(tenant, "m", 1).resetAt())
                .as("a day of 25 hours")
                .contains(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void sumsOfThePastCountWhereTheyBelong() {
        TenantConfig tenant =
                tenant("t", limits(new Windows(usd("9"), usd("9"), usd("9"), usd("9"), usd("9")), ZoneOffset.UTC));
        for (String at : List.of(
                "2025-01-01T00:00:00Z",
                "2026-11-01T00:00:00Z",
                "2026-11-16T00:00:00Z",
                "2026-11-22T00:00:00Z",
                "2026-11-22T08:00:00Z")) {
            Aggregate sums = new Aggregate();
            sums.add(record(Instant.parse(at), "m", DOLLAR));
            ledger.replay("t", ZoneOffset.UTC, Instant.parse(at).toEpochMilli(), "m", sums);
        }
        assertThat(ledger.standing(tenant).limits())
                .extracting(LimitState::used)
                .containsExactly(DOLLAR, 2 * DOLLAR, 3 * DOLLAR, 4 * DOLLAR, 5 * DOLLAR);
    }

    private static Windows day(Window daily) {
        return new Windows(FREE, daily, FREE, FREE, FREE);
    }

    private static ModelWindows models(String pattern, Window daily) {
        return new ModelWindows(new ModelPattern(pattern), day(daily));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-22T" + time + ":00Z");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void spend(TenantConfig tenant, String model, long micros) {
        ledger.settle(tenant.id(), granted(tenant, model, micros), record(now, model, micros));
    }

    private static Booked record(Instant at, String model, long micros) {
        return booked(at.toEpochMilli(), model, 1, 2, micros, false);
    }

    private Reservation granted(TenantConfig tenant, String model, long micros) {
        Admission admission = ledger.reserve(tenant, model, Estimate.exactly(micros, 3));
        assertThat(admission).isInstanceOf(Granted.class);
        return ((Granted) admission).reservation();
    }

    private Refused refused(TenantConfig tenant, String model, long micros) {
        Admission admission = ledger.reserve(tenant, model, Estimate.exactly(micros, 3));
        assertThat(admission).isInstanceOf(Refused.class);
        return (Refused) admission;
    }
}
