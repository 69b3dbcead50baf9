package io.ccgate.usage.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.price.Money;
import java.util.Map;
import java.util.TreeMap;

/** Sums as CCGate shows them: amounts in dollars to the sixth digit, durations in ms, error rates in whole percent. */
final class AggregateJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AggregateJson() {}

    /** The sums of all cells, with {@code byModel} and {@code byHour} (hour of the day, UTC). */
    static ObjectNode day(Cells cells) {
        Aggregate all = new Aggregate();
        Map<String, Aggregate> byModel = new TreeMap<>();
        Map<Integer, Aggregate> byHour = new TreeMap<>();
        cells.forEach((cell, usage) -> {
            all.add(usage);
            byModel.computeIfAbsent(cell.model(), unused -> new Aggregate()).add(usage);
            byHour.computeIfAbsent(UsageReport.time(cell).getHour(), unused -> new Aggregate())
                    .add(usage);
        });
        ObjectNode node = sums(all);
        ObjectNode models = node.putObject("byModel");
        byModel.forEach((model, usage) -> models.set(model, sums(usage)));
        ObjectNode hours = node.putObject("byHour");
        byHour.forEach((hour, usage) -> hours.set(hour.toString(), sums(usage)));
        return node;
    }

    /** The sums alone. */
    static ObjectNode sums(Aggregate usage) {
        long requests = usage.requests();
        return JSON.objectNode()
                .put("totalRequests", requests)
                .put("totalTokens", usage.tokens())
                .put("inputTokens", usage.input())
                .put("outputTokens", usage.output())
                .put("cacheCreationTokens", usage.cacheCreation())
                .put("cacheReadTokens", usage.cacheRead())
                .put("totalCost", Money.dollars(usage.totalCost()))
                .put("inputCost", Money.dollars(usage.inputCost()))
                .put("outputCost", Money.dollars(usage.outputCost()))
                .put("cacheCreationCost", Money.dollars(usage.cacheCreationCost()))
                .put("cacheReadCost", Money.dollars(usage.cacheReadCost()))
                .put("avgCost", Money.dollars(average(usage.totalCost(), requests)))
                .put("totalDuration", usage.duration())
                .put("avgDuration", average(usage.duration(), requests))
                .put("errorCount", usage.errors())
                .put("errorRate", errorRate(usage));
    }

    static long errorRate(Aggregate usage) {
        return average(usage.errors() * 100, usage.requests());
    }

    /** Rounded half up; 0 of nothing. */
    private static long average(long sum, long count) {
        return count == 0 ? 0 : (sum + count / 2) / count;
    }
}
