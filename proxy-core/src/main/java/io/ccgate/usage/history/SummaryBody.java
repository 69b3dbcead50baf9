package io.ccgate.usage.history;

import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Cells.Cell;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** What stands in a summary: rows of names and sums, packed. */
final class SummaryBody {
    private SummaryBody() {}

    static byte[] of(DayDigest day, Grain grain) {
        return grain == Grain.SESSION ? sessions(day.sessions()) : cells(day.cells(grain), day.seal());
    }

    private static byte[] cells(Cells cells, Seal seal) {
        PackedWriter out = new PackedWriter();
        int[] rows = {0};
        cells.forEach((cell, sums) -> rows[0]++);
        out.number(rows[0]);
        long first = seal.day().toEpochDay() * 24;
        cells.forEach((cell, sums) -> {
            out.number(cell.hour() - first);
            out.name(cell.model());
            out.name(cell.upstream());
            out.name(cell.agent());
            out.numbers(sums.numbers());
        });
        return out.finished();
    }

    private static byte[] sessions(Sessions sessions) {
        PackedWriter out = new PackedWriter();
        out.number(sessions.size());
        sessions.forEach((key, sums) -> {
            out.name(key.session());
            out.name(key.subagent());
            out.name(key.agent());
            out.numbers(sums.numbers());
        });
        return out.finished();
    }

    /** Every cell of a body that {@link #of} made. */
    static void forEachCell(byte[] bytes, int from, Seal seal, BiConsumer<Cell, Aggregate> action) {
        PackedReader in = new PackedReader(bytes, from);
        long rows = in.number();
        long first = seal.day().toEpochDay() * 24;
        for (long i = 0; i < rows; i++) {
            Cell cell = new Cell(first + in.number(), in.name(), in.name(), in.name());
            action.accept(cell, sums(in, seal.sums()));
        }
    }

    static void forEachSession(byte[] bytes, int from, Seal seal, BiConsumer<Sessions.Key, Aggregate> action) {
        PackedReader in = new PackedReader(bytes, from);
        long rows = in.number();
        for (long i = 0; i < rows; i++) {
            Sessions.Key key = new Sessions.Key(in.name(), in.name(), in.name());
            action.accept(key, sums(in, seal.sums()));
        }
    }

    /** Adds every row of a body to its session's. */
    static void addSessions(byte[] bytes, int from, Seal seal, SessionSums into) {
        PackedReader in = new PackedReader(bytes, from);
        int[] places = new int[in.names()];
        Arrays.fill(places, -1);
        long rows = in.number();
        for (long i = 0; i < rows; i++) {
            int session = in.nameNumber();
            in.nameNumber();
            in.nameNumber();
            if (places[session] < 0) {
                places[session] = into.place(bytes, in.nameStart(session), in.nameEnd(session));
            }
            into.add(places[session], in, seal.sums());
        }
    }

    private static Aggregate sums(PackedReader in, long stored) {
        long[] numbers = new long[Seal.SUMS];
        in.add(numbers, 0, numbers.length, stored);
        return Aggregate.of(numbers);
    }
}
