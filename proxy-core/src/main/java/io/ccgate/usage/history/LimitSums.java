package io.ccgate.usage.history;

import io.ccgate.usage.journal.LimitLines;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** What limits count of one day, by hour and model. Not thread-safe. */
final class LimitSums {
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private final Map<Long, Map<String, long[]>> hours = new HashMap<>();
    private long hour = Long.MIN_VALUE;
    private Map<String, long[]> models = Map.of();
    private final long bad;

    private LimitSums(Path file) throws IOException {
        bad = LimitLines.read(file, this::count);
    }

    /** Reads a day's file. */
    static LimitSums read(Path file) throws IOException {
        return new LimitSums(file);
    }

    private void count(long at, String model, long micros, long tokens, long requests) {
        if (at != hour) {
            hour = at;
            models = hours.computeIfAbsent(at, unused -> new HashMap<>());
        }
        long[] sums = models.computeIfAbsent(model, unused -> new long[3]);
        sums[0] += micros;
        sums[1] += tokens;
        sums[2] += requests;
    }

    /** Lines that are no records. */
    long bad() {
        return bad;
    }

    /** Counts all of it where it belongs. */
    void replay(Ledger ledger, String tenantId, ZoneId zone) {
        hours.forEach((at, byModel) -> byModel.forEach((model, sums) -> ledger.replay(
                tenantId, zone, at * MILLIS_PER_HOUR, model, Aggregate.ofLimits(sums[0], sums[1], sums[2]))));
    }
}
