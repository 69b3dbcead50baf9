package io.ccgate.usage.ledger;

/**
 * Sums over usage records. Amounts are micro-dollars, durations milliseconds. Mutable and not thread-safe: whoever
 * holds it guards it.
 */
public final class Aggregate {
    private long requests;
    private long counted;
    private long errors;
    private long input;
    private long output;
    private long cacheCreation;
    private long cacheRead;
    private long inputCost;
    private long outputCost;
    private long cacheCreationCost;
    private long cacheReadCost;
    private long totalCost;
    private long duration;
    private long cacheSaved;
    private long cachePremium;
    private long cacheUnread;
    private long cacheSwitches;
    private long cacheSwitchCost;
    private long corrections;
    private long corrected;

    public void add(Booked record) {
        requests += record.requests();
        if (record.counted()) {
            counted += record.requests();
        }
        if (record.error()) {
            errors += record.requests();
        }
        Amounts amounts = record.amounts();
        input += amounts.input();
        output += amounts.output();
        cacheCreation += amounts.cacheCreation();
        cacheRead += amounts.cacheRead();
        inputCost += amounts.inputCost();
        outputCost += amounts.outputCost();
        cacheCreationCost += amounts.cacheCreationCost();
        cacheReadCost += amounts.cacheReadCost();
        totalCost += amounts.totalCost();
        duration += record.duration();
        CacheMoney cache = record.cache();
        cacheSaved += cache.saved();
        cachePremium += cache.premium();
        cacheUnread += cache.unread();
        cacheSwitches += cache.switches();
        cacheSwitchCost += cache.switchCost();
        if (record.correction()) {
            corrections++;
            corrected += record.totalCost();
        }
    }

    public void add(Aggregate other) {
        requests += other.requests;
        counted += other.counted;
        errors += other.errors;
        input += other.input;
        output += other.output;
        cacheCreation += other.cacheCreation;
        cacheRead += other.cacheRead;
        inputCost += other.inputCost;
        outputCost += other.outputCost;
        cacheCreationCost += other.cacheCreationCost;
        cacheReadCost += other.cacheReadCost;
        totalCost += other.totalCost;
        duration += other.duration;
        cacheSaved += other.cacheSaved;
        cachePremium += other.cachePremium;
        cacheUnread += other.cacheUnread;
        cacheSwitches += other.cacheSwitches;
        cacheSwitchCost += other.cacheSwitchCost;
        corrections += other.corrections;
        corrected += other.corrected;
    }

    public long requests() {
        return requests;
    }

    /** Those of them that count against limits on the number of requests. */
    public long counted() {
        return counted;
    }

    public long errors() {
        return errors;
    }

    public long input() {
        return input;
    }

    public long output() {
        return output;
    }

    public long cacheCreation() {
        return cacheCreation;
    }

    public long cacheRead() {
        return cacheRead;
    }

    public long tokens() {
        return input + output + cacheCreation + cacheRead;
    }

    public long inputCost() {
        return inputCost;
    }

    public long outputCost() {
        return outputCost;
    }

    public long cacheCreationCost() {
        return cacheCreationCost;
    }

    public long cacheReadCost() {
        return cacheReadCost;
    }

    public long totalCost() {
        return totalCost;
    }

    public long duration() {
        return duration;
    }

    /** What reading from caches saved against plain input. */
    public long cacheSaved() {
        return cacheSaved;
    }

    /** What writing to caches cost beyond plain input. */
    public long cachePremium() {
        return cachePremium;
    }

    /** The part of {@link #cachePremium()} that bought what nobody read. */
    public long cacheUnread() {
        return cacheUnread;
    }

    /** Requests that went away from a warm cache to another upstream. */
    public long cacheSwitches() {
        return cacheSwitches;
    }

    /** What those switches cost beyond reading the warm cache. */
    public long cacheSwitchCost() {
        return cacheSwitchCost;
    }

    /** Lines that correct the cost of others. */
    public long corrections() {
        return corrections;
    }

    /** What they changed; part of the costs. */
    public long corrected() {
        return corrected;
    }

    /**
     * All sums, in an order that never changes: summaries on disk hold them so. A sum that is added later goes to the
     * end here and in {@link #of}.
     */
    public long[] numbers() {
        return new long[] {
            requests,
            counted,
            errors,
            input,
            output,
            cacheCreation,
            cacheRead,
            inputCost,
            outputCost,
            cacheCreationCost,
            cacheReadCost,
            totalCost,
            duration,
            cacheSaved,
            cachePremium,
            cacheUnread,
            cacheSwitches,
            cacheSwitchCost,
            corrections,
            corrected
        };
    }

    /** Only what limits count; the tokens are of any kind. */
    public static Aggregate ofLimits(long totalCost, long tokens, long counted) {
        Aggregate sums = new Aggregate();
        sums.totalCost = totalCost;
        sums.input = tokens;
        sums.counted = counted;
        return sums;
    }

    /** The sums of {@link #numbers()}. */
    public static Aggregate of(long[] numbers) {
        Aggregate sums = new Aggregate();
        sums.requests = numbers[0];
        sums.counted = numbers[1];
        sums.errors = numbers[2];
        sums.input = numbers[3];
        sums.output = numbers[4];
        sums.cacheCreation = numbers[5];
        sums.cacheRead = numbers[6];
        sums.inputCost = numbers[7];
        sums.outputCost = numbers[8];
        sums.cacheCreationCost = numbers[9];
        sums.cacheReadCost = numbers[10];
        sums.totalCost = numbers[11];
        sums.duration = numbers[12];
        sums.cacheSaved = numbers[13];
        sums.cachePremium = numbers[14];
        sums.cacheUnread = numbers[15];
        sums.cacheSwitches = numbers[16];
        sums.cacheSwitchCost = numbers[17];
        sums.corrections = numbers[18];
        sums.corrected = numbers[19];
        return sums;
    }
}
