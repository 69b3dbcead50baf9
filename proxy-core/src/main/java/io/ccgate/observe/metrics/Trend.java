package io.ccgate.observe.metrics;

import io.ccgate.observe.ExchangeObserver;
import io.ccgate.observe.requests.Recording;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The last hour, minute by minute. In memory: it begins anew with the gateway. Any thread. */
public final class Trend implements ExchangeObserver {
    public static final int MINUTES = 60;

    private static final int BAD_REQUEST = 400;
    private static final long MILLIS = 60_000;

    private final Map<Long, Sums> minutes = new ConcurrentHashMap<>();

    private static final class Sums {
        private final LongAdder requests = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final LongAdder tokens = new LongAdder();
        private final LongAdder micros = new LongAdder();
    }

    /**
     * One minute.
     *
     * @param start in milliseconds since the epoch
     * @param micros micro-dollars
     */
    public record Minute(long start, long requests, long errors, long tokens, long micros) {}

    @Override
    public void ended(ExchangeSummary summary, Cost cost, @Nullable Recording recording) {
        long minute = summary.timestamp().toEpochMilli() / MILLIS;
        Sums sums = minutes.get(minute);
        if (sums == null) {
            minutes.keySet().removeIf(old -> old <= minute - MINUTES);
            sums = minutes.computeIfAbsent(minute, unused -> new Sums());
        }
        sums.requests.increment();
        if (summary.statusCode() >= BAD_REQUEST || summary.errorType() != null) {
            sums.errors.increment();
        }
        sums.tokens.add(summary.tokens().total());
        sums.micros.add(cost.totalMicros());
    }

    /** The last {@value #MINUTES} minutes, oldest first, the running one last; those without a request count nothing. */
    public List<Minute> last(long nowMillis) {
        List<Minute> all = new ArrayList<>(MINUTES);
        long now = nowMillis / MILLIS;
        for (long minute = now - MINUTES + 1; minute <= now; minute++) {
            Sums sums = minutes.get(minute);
            all.add(
                    sums == null
                            ? new Minute(minute * MILLIS, 0, 0, 0, 0)
                            : new Minute(
                                    minute * MILLIS,
                                    sums.requests.sum(),
                                    sums.errors.sum(),
                                    sums.tokens.sum(),
                                    sums.micros.sum()));
        }
        return all;
    }
}
