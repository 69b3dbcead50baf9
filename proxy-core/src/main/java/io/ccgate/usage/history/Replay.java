package io.ccgate.usage.history;

import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.ledger.Ledger;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the ledger with the past when the gateway starts, for every tenant, whatever limits are set now, so that a limit that is
 * added later counts from the first request on. Here are the days of running windows, without which nothing may be answered: the
 * last hours are read line by line, days in which a window begins by the hour, all others as a whole. What lies before counts
 * towards totals without an end alone: {@link Past}.
 */
public final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    /** The longest window that moves with the clock. */
    private static final Duration ROLLING = Duration.ofHours(5);
    /** How far ahead of the clock files may lie; it may have been set back. */
    private static final int DAYS_AHEAD = 366;

    private static final int SECONDS_PER_HOUR = 3600;

    private final UsageHistory history;
    private final Ledger ledger;

    /** How finely a day must be read. */
    private enum Reading {
        LINES,
        HOURS
    }

    public Replay(UsageHistory history, Ledger ledger) {
        this.history = history;
        this.ledger = ledger;
    }

    /**
     * Reads what counts at {@code now}; lines that are no records are counted and told of once.
     *
     * @param read days that were read already, since nothing has summed them up
     */
    void run(String tenantId, ZoneId zone, Instant now, Map<LocalDate, LimitSums> read) throws IOException {
        LocalDate lineByLine = LocalDate.ofInstant(now.minus(ROLLING), ZoneOffset.UTC);
        LocalDate from = first(zone, now);
        for (Map.Entry<LocalDate, Reading> special : windowStarts(zone, now).entrySet()) {
            LocalDate day = special.getKey();
            if (day.isBefore(lineByLine)) {
                sums(tenantId, zone, from, day.minusDays(1), Grain.DAY, read);
                if (special.getValue() == Reading.HOURS) {
                    sums(tenantId, zone, day, day, Grain.HOUR, read);
                } else {
                    lines(tenantId, zone, day);
                }
                from = day.plusDays(1);
            }
        }
        sums(tenantId, zone, from, lineByLine.minusDays(1), Grain.DAY, read);
        for (LocalDate day : history.days(tenantId, lineByLine, lineByLine.plusDays(DAYS_AHEAD))) {
            lines(tenantId, zone, day);
        }
    }

    /** The first UTC day that any running window reaches into. */
    static LocalDate first(ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate first = LocalDate.ofInstant(now.minus(ROLLING), ZoneOffset.UTC);
        for (LocalDate begun : begins(today)) {
            LocalDate day = LocalDate.ofInstant(begun.atStartOfDay(zone).toInstant(), ZoneOffset.UTC);
            first = day.isBefore(first) ? day : first;
        }
        return first;
    }

    private static List<LocalDate> begins(LocalDate today) {
        return List.of(today, today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), today.withDayOfMonth(1));
    }

    private void sums(
            String tenantId, ZoneId zone, LocalDate from, LocalDate to, Grain grain, Map<LocalDate, LimitSums> read)
            throws IOException {
        LocalDate begin = from;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            LimitSums sums = read.get(day);
            if (sums != null) {
                sums(tenantId, zone, begin, day.minusDays(1), grain);
                sums.replay(ledger, tenantId, zone);
                begin = day.plusDays(1);
            }
        }
        sums(tenantId, zone, begin, to, grain);
    }

    private void sums(String tenantId, ZoneId zone, LocalDate from, LocalDate to, Grain grain) throws IOException {
        if (!to.isBefore(from)) {
            history.cells(
                    tenantId,
                    from,
                    to,
                    grain,
                    (cell, sums) ->
                            ledger.replay(tenantId, zone, cell.hour() * SECONDS_PER_HOUR * 1000, cell.model(), sums));
        }
    }

    private void lines(String tenantId, ZoneId zone, LocalDate day) throws IOException {
        LineReader.Result result = history.lines(tenantId, day, line -> ledger.replay(tenantId, zone, line));
        if (result.bad() > 0) {
            log.warn(
                    "The usage file of tenant {} of {} holds {} lines that are no records; they are not counted",
                    tenantId,
                    day,
                    result.bad());
        }
    }

    /** UTC days from the last one on, whose lines a start at {@code now} would read one by one. */
    static Set<LocalDate> lineByLine(ZoneId zone, Instant now) {
        Set<LocalDate> days = new HashSet<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (LocalDate day = LocalDate.ofInstant(now.minus(ROLLING), ZoneOffset.UTC);
                !day.isAfter(today);
                day = day.plusDays(1)) {
            days.add(day);
        }
        windowStarts(zone, now).forEach((day, reading) -> {
            if (reading == Reading.LINES) {
                days.add(day);
            }
        });
        return days;
    }

    /** UTC days within which a window of the tenant's calendar begins. */
    private static Map<LocalDate, Reading> windowStarts(ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Map<LocalDate, Reading> days = new TreeMap<>();
        for (LocalDate first : begins(today)) {
            Instant start = first.atStartOfDay(zone).toInstant();
            LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
            if (!start.equals(day.atStartOfDay(ZoneOffset.UTC).toInstant())) {
                boolean fullHour = start.getEpochSecond() % SECONDS_PER_HOUR == 0;
                days.merge(day, fullHour ? Reading.HOURS : Reading.LINES, (a, b) -> a == b ? a : Reading.LINES);
            }
        }
        return days;
    }
}
