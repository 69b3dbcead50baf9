package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.ledger.LimitName.Unit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The limits of one tenant told in the plainest way: one sum for each calendar date of each span, one list of what was used in the
 * last hours, all kept by model, and every limit worked out anew from them. Shares no code with the ledger.
 */
final class PlainModel {
    private final ZoneId zone;
    private final Map<String, Map<String, long[]>> sums = new HashMap<>();
    private final Map<String, ArrayDeque<long[]>> lately = new HashMap<>();
    private final Map<String, long[]> latelySums = new HashMap<>();
    private final Map<String, long[]> held = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long dayAt = -1;
    private LocalDate day = LocalDate.EPOCH;

    /** A limit as it stands. */
    record Line(String name, long used, long reserved, long running, long limit, Unit unit) {
        boolean admits(Estimate estimate) {
            long most = unit == Unit.USD ? estimate.micros() : unit == Unit.TOKENS ? estimate.tokens() : 1;
            long likely =
                    unit == Unit.USD ? estimate.likelyMicros() : unit == Unit.TOKENS ? estimate.likelyTokens() : 1;
            boolean beside = used + reserved < limit && used + reserved + most <= limit;
            boolean alone = running == 0 && used < limit && used + likely <= limit;
            return beside || alone;
        }
    }

    PlainModel(ZoneId zone) {
        this.zone = zone;
    }

    void hold(String model, Estimate estimate, int sign) {
        names.add(model);
        long[] amounts = held.computeIfAbsent(model, unused -> new long[3]);
        amounts[0] += sign * estimate.micros();
        amounts[1] += sign * estimate.tokens();
        amounts[2] += sign;
    }

    void forgetHeld() {
        held.clear();
    }

    void use(long now, String model, long micros, long tokens) {
        names.add(model);
        LocalDate day = day(now);
        Map<String, long[]> byDate = sums.computeIfAbsent(model, unused -> new HashMap<>());
        for (String key : List.of("d" + day, "w" + monday(day), "m" + day.withDayOfMonth(1), "t")) {
            long[] sum = byDate.computeIfAbsent(key, unused -> new long[3]);
            sum[0] += micros;
            sum[1] += tokens;
            sum[2]++;
        }
        lately.computeIfAbsent(model, unused -> new ArrayDeque<>()).add(new long[] {micros, tokens, 1, now});
        add(latelySums.computeIfAbsent(model, unused -> new long[3]), new long[] {micros, tokens, 1});
    }

    /** All limits that hold for a model; for null, all limits. */
    List<Line> lines(TenantConfig tenant, String model, long now) {
        List<Line> lines = new ArrayList<>();
        scope(lines, "", tenant.limits().usual().windows(), List.copyOf(names), now);
        for (ModelWindows models : tenant.limits().usual().models()) {
            if (model == null || matches(models, model)) {
                List<String> matching =
                        names.stream().filter(name -> matches(models, name)).toList();
                scope(lines, "models." + models.pattern().text() + '.', models.windows(), matching, now);
            }
        }
        return lines;
    }

    /** Patterns of the simulation are {@code *name*}. */
    private static boolean matches(ModelWindows models, String model) {
        return model.contains(models.pattern().text().replace("*", ""));
    }

    private void scope(List<Line> lines, String prefix, Windows windows, List<String> models, long now) {
        span(lines, prefix, Span.FIVE_HOUR, windows.fiveHour(), models, now);
        span(lines, prefix, Span.DAILY, windows.daily(), models, now);
        span(lines, prefix, Span.WEEKLY, windows.weekly(), models, now);
        span(lines, prefix, Span.MONTHLY, windows.monthly(), models, now);
        span(lines, prefix, Span.TOTAL, windows.total(), models, now);
    }

    private void span(List<Line> lines, String prefix, Span span, Window window, List<String> models, long now) {
        if (window.equals(Window.UNLIMITED)) {
            return;
        }
        long[] used = new long[3];
        long[] reserved = new long[3];
        String key = key(span, now);
        for (String model : models) {
            add(
                    used,
                    span == Span.FIVE_HOUR
                            ? lately(model, now)
                            : sums.getOrDefault(model, Map.of()).get(key));
            add(reserved, held.get(model));
        }
        String name = prefix + span.key();
        window.maxUSD()
                .ifPresent(max -> lines.add(new Line(
                        name + ".maxUSD",
                        used[0],
                        reserved[0],
                        reserved[2],
                        max.movePointRight(6).longValueExact(),
                        Unit.USD)));
        window.maxTokens()
                .ifPresent(max ->
                        lines.add(new Line(name + ".maxTokens", used[1], reserved[1], reserved[2], max, Unit.TOKENS)));
        window.maxRequests()
                .ifPresent(max -> lines.add(
                        new Line(name + ".maxRequests", used[2], reserved[2], reserved[2], max, Unit.REQUESTS)));
    }

    /** A use counts until five hours after the end of its minute. */
    private long[] lately(String model, long now) {
        ArrayDeque<long[]> uses = lately.get(model);
        long[] sum = latelySums.get(model);
        while (uses != null && !uses.isEmpty() && now >= (uses.peek()[3] / 60_000 + 1) * 60_000 + 5 * 3_600_000) {
            long[] old = uses.poll();
            add(sum, new long[] {-old[0], -old[1], -old[2]});
        }
        return sum;
    }

    private String key(Span span, long now) {
        LocalDate day = day(now);
        return switch (span) {
            case DAILY -> "d" + day;
            case WEEKLY -> "w" + monday(day);
            case MONTHLY -> "m" + day.withDayOfMonth(1);
            case TOTAL, FIVE_HOUR -> "t";
        };
    }

    private LocalDate day(long now) {
        if (now != dayAt) {
            dayAt = now;
            day = LocalDate.ofInstant(Instant.ofEpochMilli(now), zone);
        }
        return day;
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static void add(long[] to, long[] more) {
        if (more != null) {
            to[0] += more[0];
            to[1] += more[1];
            to[2] += more[2];
        }
    }
}
