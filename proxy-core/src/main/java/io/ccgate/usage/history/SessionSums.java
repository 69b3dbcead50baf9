package io.ccgate.usage.history;

import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Measure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Sums by session over many days and tenants. A year has half a million sessions of which somebody wants to see a hundred: so
 * they lie in flat arrays, about 200 bytes each, and only those that are asked for become objects. Not thread-safe.
 */
public final class SessionSums {
    private static final int PAGE = 1024;

    private final int most;
    private final NameTable names = new NameTable();
    private final List<long[]> pages = new ArrayList<>();

    public SessionSums() {
        this(1 << 20);
    }

    /** @param most sessions beyond so many are counted under {@link Sessions#REST} */
    SessionSums(int most) {
        this.most = most;
    }

    /** Where a session is counted. */
    int place(byte[] name, int from, int to) {
        if (names.size() >= most) {
            int known = names.find(name, from, to);
            if (known >= 0) {
                return known;
            }
            byte[] rest = Sessions.REST.getBytes(StandardCharsets.US_ASCII);
            return paged(names.number(rest, 0, rest.length));
        }
        return paged(names.number(name, from, to));
    }

    private int paged(int place) {
        if (place / PAGE == pages.size()) {
            pages.add(new long[PAGE * Seal.SUMS]);
        }
        return place;
    }

    /** Adds the next numbers of a summary. */
    void add(int place, PackedReader numbers, long stored) {
        numbers.add(pages.get(place / PAGE), from(place), Seal.SUMS, stored);
    }

    void add(String session, Aggregate usage) {
        byte[] name = session.getBytes(StandardCharsets.UTF_8);
        int place = place(name, 0, name.length);
        long[] page = pages.get(place / PAGE);
        int at = from(place);
        for (long number : usage.numbers()) {
            page[at++] += number;
        }
    }

    private static int from(int place) {
        return place % PAGE * Seal.SUMS;
    }

    /** Number of sessions; each has a place below it. */
    public int size() {
        return names.size();
    }

    public String name(int place) {
        return names.name(place);
    }

    public Aggregate usage(int place) {
        long[] numbers = new long[Seal.SUMS];
        System.arraycopy(pages.get(place / PAGE), from(place), numbers, 0, numbers.length);
        return Aggregate.of(numbers);
    }

    /** Of all sessions together. */
    public Aggregate total() {
        long[] total = new long[Seal.SUMS];
        for (int place = 0; place < size(); place++) {
            long[] page = pages.get(place / PAGE);
            int from = from(place);
            for (int i = 0; i < total.length; i++) {
                total[i] += page[from + i];
            }
        }
        return Aggregate.of(total);
    }

    /**
     * Places of the first sessions.
     *
     * @param measure the largest come first, equal ones by name; empty: all by name
     * @param count how many; there may be fewer
     */
    public List<Integer> first(Optional<Measure> measure, long count) {
        PriorityQueue<Integer> chosen = new PriorityQueue<>((one, other) -> compare(other, one, measure));
        for (int place = 0; place < size(); place++) {
            if (chosen.size() < count) {
                chosen.add(place);
            } else if (count > 0 && compare(place, chosen.element(), measure) < 0) {
                chosen.remove();
                chosen.add(place);
            }
        }
        List<Integer> places = new ArrayList<>(chosen);
        places.sort((one, other) -> compare(one, other, measure));
        return places;
    }

    private int compare(int one, int other, Optional<Measure> measure) {
        int larger = measure.isEmpty() ? 0 : Long.compare(value(other, measure.get()), value(one, measure.get()));
        return larger != 0 ? larger : names.compare(one, other);
    }

    private long value(int place, Measure measure) {
        return measure.of(pages.get(place / PAGE), from(place));
    }
}
