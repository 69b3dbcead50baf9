package io.ccgate.usage.journal;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Ledger;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the ledger from the usage files when the gateway starts: today always, older days where a limit needs them. */
public final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** A little more than the rolling window. */
    private static final Duration ROLLING = Duration.ofHours(6);

    private final UsageFiles files;
    private final Ledger ledger;

    public Replay(UsageFiles files, Ledger ledger) {
        this.files = files;
        this.ledger = ledger;
    }

    /** Reads what counts at {@code now}; lines that are no records are counted and told of once. */
    public void run(List<TenantConfig> tenants, Instant now) throws IOException {
        for (TenantConfig tenant : tenants) {
            ZoneId zone = tenant.limits().timeZone();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            long bad = 0;
            for (LocalDate day : files.days(tenant.id(), firstDay(tenant.limits(), now), today)) {
                LineReader.Result result =
                        LineReader.read(files.file(tenant.id(), day), line -> ledger.replay(tenant.id(), zone, line));
                bad += result.bad();
            }
            if (bad > 0) {
                log.warn(
                        "Usage files of tenant {} hold {} lines that are no records; they are not counted",
                        tenant.id(),
                        bad);
            }
        }
    }

    /** The first UTC day with lines that still count. */
    private static LocalDate firstDay(LimitsConfig limits, Instant now) {
        if (limited(limits, Windows::total)) {
            return LocalDate.EPOCH;
        }
        ZoneId zone = limits.timeZone();
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate first = today;
        if (limited(limits, Windows::monthly)) {
            first = today.withDayOfMonth(1);
        }
        if (limited(limits, Windows::weekly)) {
            LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            first = monday.isBefore(first) ? monday : first;
        }
        LocalDate begins = LocalDate.ofInstant(first.atStartOfDay(zone).toInstant(), ZoneOffset.UTC);
        LocalDate rolling = LocalDate.ofInstant(now.minus(ROLLING), ZoneOffset.UTC);
        return begins.isBefore(rolling) ? begins : rolling;
    }

    private static boolean limited(LimitsConfig limits, Function<Windows, Window> window) {
        return limited(limits.usual(), window)
                || limits.raise()
                        .filter(raise -> limited(raise.allowance(), window))
                        .isPresent();
    }

    private static boolean limited(Allowance allowance, Function<Windows, Window> window) {
        return limited(window.apply(allowance.windows()))
                || allowance.models().stream().anyMatch(models -> limited(window.apply(models.windows())));
    }

    private static boolean limited(Window window) {
        return !window.equals(Window.UNLIMITED);
    }
}
