package io.ccgate.usage.history;

import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Cells.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.BiConsumer;

/**
 * A day's lines, read once and summed at every grain.
 *
 * @param seal what was read
 */
record DayDigest(Seal seal, Cells cells, Sessions sessions) {
    private static final long HOURS = 24;

    /** Reads a day's file. Lines that are added meanwhile make the seal stale, never wrong. */
    static DayDigest read(Path file, LocalDate day) throws IOException {
        long bytes = Files.size(file);
        Cells cells = new Cells();
        Sessions sessions = new Sessions();
        LineReader.Result result = LineReader.read(file, (Booked record) -> {
            cells.add(record);
            sessions.add(record);
        });
        return new DayDigest(
                new Seal(day, bytes, result.lines(), result.bad(), result.lastSeq(), Seal.SUMS), cells, sessions);
    }

    /** The cells of a grain other than {@link Grain#SESSION}. */
    Cells cells(Grain grain) {
        Cells coarse = new Cells();
        forEach(cells, grain, coarse::add);
        return coarse;
    }

    /** Each cell under the name it has at a coarser grain. */
    static void forEach(Cells cells, Grain grain, BiConsumer<Cell, Aggregate> action) {
        cells.forEach((cell, sums) -> action.accept(
                switch (grain) {
                    case DAY -> new Cell(midnight(cell.hour()), cell.model(), cell.upstream(), cell.agent());
                    case CLOCK -> new Cell(cell.hour(), "", "", "");
                    case HOUR -> cell;
                    case SESSION -> throw new IllegalArgumentException("cells know no session");
                },
                sums));
    }

    private static long midnight(long hour) {
        return Math.floorDiv(hour, HOURS) * HOURS;
    }
}
