package io.ccgate.usage.history;

import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Cells;
import io.ccgate.usage.ledger.Cells.Cell;
import java.io.IOException;
import java.io.InputStream;
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
    private static final int BLOCK = 1 << 18;

    /** Reads a day's file. Lines that are added afterwards make the seal stale, never wrong. */
    static DayDigest read(Path file, LocalDate day) throws IOException {
        DayReading reading = new DayReading(day);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                reading.feed(block, count);
            }
        }
        return reading.digest();
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
