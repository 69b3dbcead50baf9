package io.ccgate.cli.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what was used out of the usage files; needs no running gateway. */
public interface UsageReader {
    /**
     * Sums up the records of a range of days.
     *
     * @throws IOException if a file cannot be read
     */
    Answer read(Path data, Question question) throws IOException;

    /**
     * @param tenant empty: all
     * @param from first day, in UTC
     * @param to last day, in UTC
     * @param limit rows that are shown at most
     */
    record Question(Optional<String> tenant, LocalDate from, LocalDate to, By by, Order order, int limit) {}

    /**
     * @param rows one for each group that is shown, in the order that was asked for
     * @param total of all groups
     * @param groups how many there are
     */
    record Answer(List<Row> rows, Row total, long groups) {
        /** Every group is shown. */
        public static Answer all(List<Row> rows) {
            Row total = rows.stream().reduce(new Row("total", 0, 0, 0, 0, 0, 0, 0, 0), Row::plus);
            return new Answer(List.copyOf(rows), total, rows.size());
        }
    }

    /** What comes first: the least name, or the most of an amount. */
    enum Order {
        KEY,
        COST,
        TOKENS,
        REQUESTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the rows stand for. */
    enum By {
        DAY,
        HOUR,
        MODEL,
        UPSTREAM,
        TENANT,
        AGENT,
        SESSION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Sums of one group.
     *
     * @param costPico pico-dollars (1e-12 US dollars)
     * @param durationMillis of all requests together
     * @param cache what caching was worth
     * @param corrections lines that correct the cost of others
     * @param correctedPico what they changed, part of {@code costPico}
     */
    record Row(
            String group,
            long requests,
            long errors,
            long input,
            long output,
            long cacheCreation,
            long cacheRead,
            long costPico,
            long durationMillis,
            Cache cache,
            long corrections,
            long correctedPico) {
        /** Of requests that used no cache and were charged right. */
        public Row(
                String group,
                long requests,
                long errors,
                long input,
                long output,
                long cacheCreation,
                long cacheRead,
                long costPico,
                long durationMillis) {
            this(
                    group,
                    requests,
                    errors,
                    input,
                    output,
                    cacheCreation,
                    cacheRead,
                    costPico,
                    durationMillis,
                    Cache.NONE,
                    0,
                    0);
        }

        /** The sums of two groups under the name of this one. */
        public Row plus(Row other) {
            return new Row(
                    group,
                    requests + other.requests,
                    errors + other.errors,
                    input + other.input,
                    output + other.output,
                    cacheCreation + other.cacheCreation,
                    cacheRead + other.cacheRead,
                    Math.addExact(costPico, other.costPico),
                    durationMillis + other.durationMillis,
                    cache.plus(other.cache),
                    corrections + other.corrections,
                    correctedPico + other.correctedPico);
        }
    }

    /**
     * What caching was worth, in pico-dollars.
     *
     * @param savedPico by reading instead of sending anew
     * @param premiumPico paid for writing beyond plain input
     * @param lostPico the part of the premium that bought what nobody read
     * @param switches requests that left a warm cache for another upstream
     * @param switchPico what those cost
     */
    record Cache(long savedPico, long premiumPico, long lostPico, long switches, long switchPico) {
        public static final Cache NONE = new Cache(0, 0, 0, 0, 0);

        Cache plus(Cache other) {
            return new Cache(
                    savedPico + other.savedPico,
                    premiumPico + other.premiumPico,
                    lostPico + other.lostPico,
                    switches + other.switches,
                    switchPico + other.switchPico);
        }
    }
}
