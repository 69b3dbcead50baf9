package io.ccgate.usage.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.usage.history.Grain;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.price.Money;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Usage over time and in groups at once, for a chart with a table below it: {@code {from, to, step, by, times, total, groups, chart}}.
 * The groups come dearest first; the chart has a line for each of the first ones, and one without a name for the rest together. Reads
 * files: call it on a worker thread.
 */
public final class UsageChart {
    /** The longest range, in days. */
    public static final int MOST_DAYS = 366;

    private static final int LINES = 5;
    private static final int HOURS = 24;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final UsageReport report;

    public UsageChart(UsageReport report) {
        this.report = report;
    }

    /**
     * What is asked.
     *
     * @param hourly a point for each hour instead of each day
     * @param by empty for all in one group
     */
    public record Question(LocalDate from, LocalDate to, boolean hourly, Optional<GroupBy> by, UsageSlice slice) {}

    /** One group: what it used in all, and at each point of time. */
    private static final class Group {
        private final String key;
        private final Aggregate sum = new Aggregate();
        private final Aggregate[] points;

        Group(String key, int points) {
            this.key = key;
            this.points = new Aggregate[points];
        }

        void add(int point, Aggregate usage) {
            sum.add(usage);
            if (points[point] == null) {
                points[point] = new Aggregate();
            }
            points[point].add(usage);
        }
    }

    /** @throws IOException if usage files cannot be read */
    public ObjectNode of(Collection<String> tenantIds, Question asked) throws IOException {
        List<LocalDate> days = asked.from().datesUntil(asked.to().plusDays(1)).toList();
        int points = asked.hourly() ? days.size() * HOURS : days.size();
        Grain grain = grain(asked);
        Aggregate total = new Aggregate();
        Map<String, Group> groups = new TreeMap<>();
        for (String tenantId : tenantIds) {
            report.cells(tenantId, asked.from(), asked.to(), grain, (cell, usage) -> {
                if (asked.slice().holds(cell)) {
                    total.add(usage);
                    String key = asked.by()
                            .map(by -> UsageReport.key(by, tenantId, cell))
                            .orElse("");
                    groups.computeIfAbsent(key, unused -> new Group(key, points))
                            .add(point(asked, cell), usage);
                }
            });
        }
        return json(asked, days, total, sorted(groups.values()));
    }

    /** The coarsest that answers the question. */
    private static Grain grain(Question asked) {
        boolean hours = asked.hourly() || asked.by().equals(Optional.of(GroupBy.HOUR));
        boolean names = !asked.slice().equals(UsageSlice.ALL)
                || asked.by()
                        .map(by -> by != GroupBy.TENANT && by != GroupBy.DAY && by != GroupBy.HOUR)
                        .orElse(false);
        return hours ? (names ? Grain.HOUR : Grain.CLOCK) : Grain.DAY;
    }

    private static int point(Question asked, Cells.Cell cell) {
        long hour = cell.hour() - asked.from().toEpochDay() * HOURS;
        return (int) (asked.hourly() ? hour : hour / HOURS);
    }

    private static List<Group> sorted(Collection<Group> groups) {
        List<Group> sorted = new ArrayList<>(groups);
        sorted.sort(Comparator.comparingLong((Group group) -> group.sum.totalCost())
                .thenComparingLong(group -> group.sum.requests())
                .reversed());
        return sorted;
    }

    private static ObjectNode json(Question asked, List<LocalDate> days, Aggregate total, List<Group> groups) {
        ObjectNode node = JSON.objectNode()
                .put("from", asked.from().toString())
                .put("to", asked.to().toString())
                .put("step", asked.hourly() ? "hour" : "day")
                .put("by", asked.by().map(GroupBy::id).orElse("none"));
        ArrayNode times = node.putArray("times");
        for (LocalDate day : days) {
            for (int hour = 0; hour < (asked.hourly() ? HOURS : 1); hour++) {
                times.add(asked.hourly() ? day + "T" + (hour < 10 ? "0" : "") + hour : day.toString());
            }
        }
        node.set("total", AggregateJson.sums(total));
        ArrayNode rows = node.putArray("groups");
        for (Group group : groups) {
            ObjectNode row = rows.addObject().put("key", group.key);
            row.setAll(AggregateJson.sums(group.sum));
        }
        ArrayNode chart = node.putArray("chart");
        int lines = groups.size() <= LINES + 1 ? groups.size() : LINES;
        for (Group group : groups.subList(0, lines)) {
            line(chart.addObject().put("key", group.key), List.of(group), times.size());
        }
        if (lines < groups.size()) {
            line(
                    chart.addObject().put("key", "").put("rest", true),
                    groups.subList(lines, groups.size()),
                    times.size());
        }
        return node;
    }

    private static void line(ObjectNode line, List<Group> groups, int points) {
        ArrayNode requests = line.putArray("requests");
        ArrayNode tokens = line.putArray("tokens");
        ArrayNode cost = line.putArray("cost");
        for (int i = 0; i < points; i++) {
            Aggregate sum = new Aggregate();
            for (Group group : groups) {
                if (group.points[i] != null) {
                    sum.add(group.points[i]);
                }
            }
            requests.add(sum.requests());
            tokens.add(sum.tokens());
            cost.add(Money.dollars(sum.totalCost()));
        }
    }
}
