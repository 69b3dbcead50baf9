package io.ccgate.usage.ledger;

import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.booked;
import static io.ccgate.usage.Fixtures.tenant;
import static io.ccgate.usage.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Admission.Granted;
import io.ccgate.usage.ledger.Admission.Refused;
import io.ccgate.usage.price.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Money held for running requests counts like money spent, and comes back exactly once. */
class BudgetIsNotOverspentTest {
    private static final long DOLLAR = 1_000_000;
    private static final long DOLLAR_PICO = 1_000_000_000_000L;

    private Instant now = NOON;
    private final Ledger ledger = new Ledger(() -> now);

    @Test
    void aThousandParallelRequestsStayWithinTheBudget() throws Exception {
        TenantConfig tenant = tenant("t", usd("10"));
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Long>> spent = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 1000; i++) {
                spent.add(threads.submit(() -> {
                    go.await();
                    if (reserve(tenant, DOLLAR_PICO / 10, 1) instanceof Granted granted) {
                        long used = DOLLAR / 10 - 1;
                        ledger.settle("t", granted.reservation(), record(NOON, used));
                        granted.reservation().release();
                        return used;
                    }
                    return 0L;
                }));
            }
            go.countDown();
            long sum = 0;
            for (Future<Long> one : spent) {
                sum += one.get();
            }
            assertThat(sum).isBetween(9 * DOLLAR, 10 * DOLLAR);
            Standing standing = ledger.standing(tenant);
            assertThat(standing.daily().micros()).isEqualTo(sum);
            assertThat(standing.reservedMicros()).isZero();
            assertThat(standing.reservedRequests()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void runningRequestsNeverHoldMoreThanTheBudget() {
        TenantConfig tenant = tenant("t", usd("1"));
        int granted = 0;
        for (int i = 0; i < 100; i++) {
            granted += reserve(tenant, DOLLAR_PICO * 3 / 10, 1) instanceof Granted ? 1 : 0;
        }
        assertThat(granted).isEqualTo(3);
    }

    @Test
    void aRefusalSaysWhetherWaitingHelps() {
        TenantConfig tenant = tenant("t", usd("1"));
        Reservation first = granted(reserve(tenant, DOLLAR_PICO, 10));

        Refused whileRunning = refused(reserve(tenant, DOLLAR_PICO / 2, 1));
        assertThat(whileRunning.temporary()).isTrue();
        assertThat(whileRunning.used()).isZero();
        assertThat(whileRunning.reserved()).isEqualTo(DOLLAR);

        first.release();
        first.release();
        assertThat(ledger.standing(tenant).reservedMicros()).isZero();
        Reservation second = granted(reserve(tenant, DOLLAR_PICO, 10));
        ledger.settle("t", second, record(NOON, DOLLAR));

        Refused usedUp = refused(reserve(tenant, 0, 0));
        assertThat(usedUp.temporary()).isFalse();
        assertThat(usedUp.name()).hasToString("daily.maxUSD");
        assertThat(usedUp.used()).isEqualTo(DOLLAR);
        assertThat(usedUp.limit()).isEqualTo(DOLLAR);
        assertThat(usedUp.resetAt()).contains(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(usedUp.resetIn(NOON)).contains(Duration.ofHours(12));
    }

    @Test
    void aSmallBudgetIsNotShutByAHighEstimateButAloneOnlyOnALikelyOne() {
        TenantConfig tenant = tenant("t", usd("1"));
        Estimate high = new Estimate(3 * DOLLAR, 10, DOLLAR / 5, 5);

        Reservation alone = granted(ledger.reserve(tenant, "m", high));
        assertThat(refused(ledger.reserve(tenant, "m", new Estimate(1, 1, 1, 1)))
                        .temporary())
                .as("beside one that may use more than there is, nothing begins")
                .isTrue();
        ledger.settle("t", alone, record(NOON, DOLLAR * 9 / 10));

        Refused tooLarge = refused(ledger.reserve(tenant, "m", high));
        assertThat(tooLarge.temporary()).isFalse();
        assertThat(tooLarge.never()).isFalse();
        assertThat(tooLarge.likely()).isEqualTo(DOLLAR / 5);
        assertThat(refused(reserve(tenant, 2 * DOLLAR_PICO, 1)).never()).isTrue();
    }

    @Test
    void midnightOpensTheDayAgainAndAClockThatStepsBackDoesNotReopenTheOldOne() {
        TenantConfig tenant = tenant("t", usd("1"));
        ledger.settle("t", granted(reserve(tenant, 0, 0)), record(NOON, DOLLAR));
        assertThat(reserve(tenant, 0, 0)).isInstanceOf(Refused.class);

        now = Instant.parse("2026-11-23T00:00:00Z");
        Reservation next = granted(reserve(tenant, 0, 0));
        assertThat(ledger.today("t", LocalDate.parse("2026-11-23")).isEmpty()).isTrue();
        now = Instant.parse("2026-11-22T23:59:00Z");
        ledger.settle("t", next, record(now, DOLLAR));

        assertThat(reserve(tenant, 0, 0)).isInstanceOf(Refused.class);
    }

    @Test
    void theDayIsTheTenantsOwn() {
        ZoneId shanghai = ZoneId.of("Asia/Shanghai");
        TenantConfig tenant = tenant("t", usd("1"), Window.UNLIMITED, shanghai);
        ledger.settle("t", granted(reserve(tenant, 0, 0)), record(NOON, DOLLAR));
        assertThat(refused(reserve(tenant, 0, 0)).resetAt()).contains(Instant.parse("2026-11-22T16:00:00Z"));

        now = Instant.parse("2026-11-22T16:00:00Z");
        assertThat(reserve(tenant, 0, 0)).isInstanceOf(Granted.class);
    }

    @Test
    void tokensAndRequestsAreLimitedLikeMoney() {
        Window two = new Window(Optional.empty(), OptionalLong.empty(), OptionalLong.of(2));
        TenantConfig requests = tenant("r", two);
        granted(reserve(requests, 0, 0));
        granted(reserve(requests, 0, 0));
        assertThat(refused(reserve(requests, 0, 0)).name()).hasToString("daily.maxRequests");

        Window tokens = new Window(Optional.empty(), OptionalLong.of(100), OptionalLong.empty());
        TenantConfig monthly = tenant("m", Window.UNLIMITED, tokens, ZoneOffset.UTC);
        granted(reserve(monthly, 0, 100));
        Refused refused = refused(reserve(monthly, 0, 0));
        assertThat(refused.name()).hasToString("monthly.maxTokens");
        assertThat(refused.resetAt()).contains(Instant.parse("2026-12-01T00:00:00Z"));
    }

    @Test
    void aReloadThatChangesTheLimitKeepsTheCount() {
        ledger.settle("t", granted(reserve(tenant("t", usd("1")), 0, 0)), record(NOON, DOLLAR));

        assertThat(reserve(tenant("t", usd("2")), 0, 0)).isInstanceOf(Granted.class);
        assertThat(reserve(tenant("t", usd("1")), 0, 0)).isInstanceOf(Refused.class);
    }

    @Test
    void freeNamesOfClientsDoNotFillTheMemory() {
        Cells cells = new Cells();
        for (int i = 0; i < 3 * Cells.MAX_CELLS; i++) {
            cells.add(booked(NOON.toEpochMilli(), "m" + i, 1, 0, 0, false));
        }
        long[] sums = new long[2];
        cells.forEach((cell, usage) -> {
            sums[0]++;
            sums[1] += usage.requests();
        });
        assertThat(sums[0]).isEqualTo(Cells.MAX_CELLS + 1);
        assertThat(sums[1]).isEqualTo(3L * Cells.MAX_CELLS);
    }

    private Admission reserve(TenantConfig tenant, long pico, long tokens) {
        return ledger.reserve(tenant, "m", Estimate.exactly(Money.micros(pico), tokens));
    }

    private static Booked record(Instant at, long micros) {
        return booked(at.toEpochMilli(), "m", 1, 2, micros, false);
    }

    private static Reservation granted(Admission admission) {
        assertThat(admission).isInstanceOf(Granted.class);
        return ((Granted) admission).reservation();
    }

    private static Refused refused(Admission admission) {
        assertThat(admission).isInstanceOf(Refused.class);
        return (Refused) admission;
    }
}
