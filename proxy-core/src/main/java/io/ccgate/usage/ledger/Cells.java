package io.ccgate.usage.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A day (or any span) of usage cut into cells by hour, model, upstream and agent: small enough to keep, fine enough
 * for every question but the one by session. Not thread-safe.
 */
public final class Cells {
    /** Model names come from clients: past this many cells new names are counted under {@link #REST}. */
    static final int MAX_CELLS = 4096;
    /** The model that stands for those without a cell of their own. */
    public static final String REST = "(other)";

    private static final long MILLIS_PER_HOUR = 3_600_000L;

    private final Map<Cell, Aggregate> cells = new HashMap<>();

    /**
     * Where a record is counted.
     *
     * @param hour hours since the epoch, so that its day can be told too
     */
    public record Cell(long hour, String model, String upstream, String agent) {}

    public void add(Booked record) {
        long hour = Math.floorDiv(record.timestamp(), MILLIS_PER_HOUR);
        Cell cell = new Cell(hour, record.model(), record.upstream(), record.agent());
        Aggregate aggregate = cells.get(cell);
        if (aggregate == null) {
            if (cells.size() >= MAX_CELLS) {
                cell = new Cell(hour, REST, record.upstream(), record.agent());
            }
            aggregate = cells.computeIfAbsent(cell, unused -> new Aggregate());
        }
        aggregate.add(record);
    }

    /** Counts sums that were made elsewhere. */
    public void add(Cell cell, Aggregate usage) {
        cells.computeIfAbsent(cell, unused -> new Aggregate()).add(usage);
    }

    public void add(Cells other) {
        other.cells.forEach((cell, aggregate) ->
                cells.computeIfAbsent(cell, unused -> new Aggregate()).add(aggregate));
    }

    public void forEach(BiConsumer<Cell, Aggregate> action) {
        cells.forEach(action);
    }

    public boolean isEmpty() {
        return cells.isEmpty();
    }

    /** A copy that does not change any more. */
    public Cells copy() {
        Cells copy = new Cells();
        copy.add(this);
        return copy;
    }
}
