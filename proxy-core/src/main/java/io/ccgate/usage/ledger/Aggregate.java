package io.ccgate.usage.ledger;

/**
 * Sums over usage records. Amounts are micro-dollars, durations milliseconds. Mutable and not thread-safe: whoever
 * holds it guards it.
 */
public final class Aggregate {
    private long requests;
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

    public void add(Booked record) {
        requests++;
        if (record.error()) {
            errors++;
        }
        input += record.input();
        output += record.output();
        cacheCreation += record.cacheCreation();
        cacheRead += record.cacheRead();
        inputCost += record.inputCost();
        outputCost += record.outputCost();
        cacheCreationCost += record.cacheCreationCost();
        cacheReadCost += record.cacheReadCost();
        totalCost += record.totalCost();
        duration += record.duration();
    }

    public void add(Aggregate other) {
        requests += other.requests;
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
    }

    public long requests() {
        return requests;
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
}
