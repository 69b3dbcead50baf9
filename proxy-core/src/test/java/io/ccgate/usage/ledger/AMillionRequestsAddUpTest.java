package io.ccgate.usage.ledger;

import static io.ccgate.usage.Fixtures.booked;
import static io.ccgate.usage.Fixtures.limits;
import static io.ccgate.usage.Fixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Admission.Granted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A million requests of a year and a half with random limits, sizes, failures, aborts, reloads and kills, by a clock of the test's
 * own. Each decision, and each sum, is compared with a model that knows nothing of the ledger; not a micro-dollar may differ.
 */
class AMillionRequestsAddUpTest {
    private static final int REQUESTS = 1_000_000;
    private static final int BETWEEN_RELOADS = 5_000;
    private static final int BETWEEN_KILLS = 100_000;
    private static final int BETWEEN_LOOKS = 500;
    private static final List<String> MODELS =
            List.of("claude-opus-4", "claude-opus-5", "claude-sonnet-5", "gpt-6", "gemini-4-pro");
    private static final List<String> PATTERNS = List.of("*opus*", "*sonnet*", "*gpt*", "*4*");
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe");

    private final Random random = new Random(20_261_122);
    private final PriorityQueue<Running> running = new PriorityQueue<>((a, b) -> Long.compare(a.endsAt, b.endsAt));
    private final List<Party> parties = new ArrayList<>();
    private long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private Ledger ledger = ledger();
    private int admitted;
    private int refused;

    /** A tenant and its model. */
    private final class Party {
        final String id;
        final ZoneId zone;
        /** Never uses more than estimated and never has its limits changed: it must never be over one. */
        final boolean honest;

        final PlainModel model;
        final List<Booked> journal = new ArrayList<>();
        TenantConfig tenant;

        Party(String id, ZoneId zone, boolean honest) {
            this.id = id;
            this.zone = zone;
            this.honest = honest;
            this.model = new PlainModel(zone);
            this.tenant = randomTenant(id, zone);
        }
    }

    private record Running(
            long endsAt, Party party, String model, Estimate estimate, Reservation reservation, int fate) {}

    @Test
    void toTheLastDigit() {
        for (int i = 0; i < ZONES.size(); i++) {
            parties.add(new Party("t" + i, ZoneId.of(ZONES.get(i)), i % 2 == 0));
        }
        for (int i = 1; i <= REQUESTS; i++) {
            now += random.nextInt(90_000);
            endDue();
            ask(parties.get(random.nextInt(parties.size())));
            if (i % BETWEEN_RELOADS == 0) {
                reload(parties.get(random.nextInt(parties.size())));
            }
            if (i % BETWEEN_KILLS == 0) {
                kill();
            }
            if (i % BETWEEN_LOOKS == 0) {
                look(parties.get(random.nextInt(parties.size())));
            }
        }
        now += 3_600_000;
        endDue();
        parties.forEach(this::look);
        parties.forEach(party ->
                assertThat(ledger.standing(party.tenant).reservedRequests()).isZero());
        assertThat(admitted).isGreaterThan(REQUESTS / 10);
        assertThat(refused).isGreaterThan(REQUESTS / 10);
    }

    private void ask(Party party) {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        long most = 1 + random.nextInt(900_000);
        long tokens = 1 + random.nextInt(50_000);
        boolean likelyLess = !party.honest && random.nextInt(3) == 0;
        Estimate estimate =
                likelyLess ? new Estimate(most, tokens, most / 10, tokens / 10) : Estimate.exactly(most, tokens);

        Admission admission = ledger.reserve(party.tenant, model, estimate);

        boolean fits = true;
        for (PlainModel.Line line : party.model.lines(party.tenant, model, now)) {
            fits &= line.admits(estimate);
        }
        if (admission instanceof Granted != fits) {
            throw new AssertionError(admission + " but the model says " + party.model.lines(party.tenant, model, now)
                    + " for " + estimate);
        }
        if (admission instanceof Granted granted) {
            admitted++;
            party.model.hold(model, estimate, 1);
            running.add(new Running(
                    now + random.nextInt(600_000), party, model, estimate, granted.reservation(), random.nextInt(20)));
        } else {
            refused++;
        }
    }

    private void endDue() {
        long until = now;
        while (!running.isEmpty() && running.peek().endsAt <= until) {
            Running over = running.poll();
            now = over.endsAt;
            end(over);
        }
        now = until;
    }

    private void end(Running over) {
        Party party = over.party;
        party.model.hold(over.model, over.estimate, -1);
        if (over.fate == 0) {
            over.reservation.release();
        } else {
            long most = over.estimate.micros();
            long tokens = over.estimate.tokens();
            long worst = party.honest ? 1 : 3;
            long micros = over.fate == 1 ? 0 : (long) (random.nextDouble() * most * worst);
            long used = over.fate == 1 ? 0 : (long) (random.nextDouble() * tokens * worst);
            Booked record = booked(now, over.model, used, 0, micros, over.fate < 3);
            ledger.settle(party.id, over.reservation, record);
            party.model.use(now, over.model, micros, used);
            party.journal.add(record);
        }
        if (over.fate == 2) {
            // A race of two ends: the second must change nothing.
            over.reservation.release();
        }
    }

    private void reload(Party party) {
        if (party.honest) {
            return;
        }
        party.tenant = randomTenant(party.id, party.zone);
    }

    /** What ran is lost, with what it held; what was written down comes back. */
    private void kill() {
        ledger = ledger();
        running.clear();
        for (Party party : parties) {
            party.model.forgetHeld();
            for (Booked record : party.journal) {
                ledger.replay(party.id, party.zone, record);
            }
        }
    }

    private void look(Party party) {
        List<PlainModel.Line> expected = party.model.lines(party.tenant, null, now);
        List<LimitState> limits = ledger.standing(party.tenant).limits();
        assertThat(limits).hasSameSizeAs(expected);
        for (int i = 0; i < limits.size(); i++) {
            LimitState state = limits.get(i);
            PlainModel.Line line = expected.get(i);
            assertThat(state.name()).hasToString(line.name());
            assertThat(state.used()).as(line.name()).isEqualTo(line.used());
            assertThat(state.reserved()).as(line.name()).isEqualTo(line.reserved());
            assertThat(state.limit()).isEqualTo(line.limit());
            if (party.honest) {
                assertThat(state.used()).as(line.name()).isLessThanOrEqualTo(state.limit());
            }
        }
    }

    private Ledger ledger() {
        return new Ledger(() -> Instant.ofEpochMilli(now));
    }

    private TenantConfig randomTenant(String id, ZoneId zone) {
        List<ModelWindows> models = new ArrayList<>();
        for (String pattern : PATTERNS) {
            if (random.nextInt(3) == 0) {
                models.add(new ModelWindows(new ModelPattern(pattern), windows(1)));
            }
        }
        return tenant(id, limits(windows(2), zone, models.toArray(new ModelWindows[0])));
    }

    /** Sized so that each kind of window stands in the way now and then, but the total only late. */
    private Windows windows(int scale) {
        return new Windows(
                window(scale * 15), window(scale * 50), window(scale * 200), window(scale * 700), window(scale * 6000));
    }

    private Window window(int dollars) {
        int kind = random.nextInt(4);
        BigDecimal usd = BigDecimal.valueOf(dollars + random.nextInt(dollars)).add(new BigDecimal("0.000001"));
        return new Window(
                kind <= 1 ? Optional.of(usd) : Optional.empty(),
                kind == 2 ? OptionalLong.of(dollars * 40_000L) : OptionalLong.empty(),
                kind == 1 ? OptionalLong.of(dollars * 3L) : OptionalLong.empty());
    }
}
