package io.ccgate.usage.journal;

import io.ccgate.usage.ledger.Amounts;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.CacheMoney;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The attempts of a line that are billed beside the one that served. Almost always none. */
final class AsideValues {
    static final int UPSTREAM = 0;
    static final int ASIDE = 1;
    static final int INPUT = 2;
    static final int OUTPUT = 3;
    static final int CACHE_CREATION = 4;
    static final int CACHE_READ = 5;
    static final int INPUT_COST = 6;
    static final int OUTPUT_COST = 7;
    static final int CACHE_CREATION_COST = 8;
    static final int CACHE_READ_COST = 9;
    static final int TOTAL_COST = 10;
    static final int FIELDS = 11;

    private final long[] numbers = new long[FIELDS];
    private final List<Part> parts = new ArrayList<>(0);
    private String upstream = "";
    private boolean aside;

    @SuppressWarnings("ArrayRecordComponent") // lives no longer than its line and goes nowhere
    private record Part(String upstream, long[] numbers) {}

    void clear() {
        if (!parts.isEmpty()) {
            parts.clear();
        }
        reset();
    }

    /** An attempt begins, or the attempts end. */
    void next() {
        if (aside) {
            parts.add(new Part(upstream, numbers.clone()));
            Arrays.fill(numbers, 0);
        }
        reset();
    }

    private void reset() {
        upstream = "";
        aside = false;
    }

    void upstream(String id) {
        upstream = id;
    }

    void aside() {
        aside = true;
    }

    void number(int field, long value) {
        numbers[field] = value;
    }

    /** Each as a record of its own that is no request. */
    List<Booked> of(Booked whole) {
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Booked> records = new ArrayList<>(parts.size());
        for (Part part : parts) {
            long[] n = part.numbers();
            Amounts amounts = new Amounts(
                    n[INPUT],
                    n[OUTPUT],
                    n[CACHE_CREATION],
                    n[CACHE_READ],
                    n[INPUT_COST],
                    n[OUTPUT_COST],
                    n[CACHE_CREATION_COST],
                    n[CACHE_READ_COST],
                    n[TOTAL_COST]);
            records.add(whole.aside(part.upstream(), amounts, CacheMoney.NONE));
        }
        return records;
    }
}
