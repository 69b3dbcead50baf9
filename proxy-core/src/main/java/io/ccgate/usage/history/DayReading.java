package io.ccgate.usage.history;

import io.ccgate.usage.journal.LineReader;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Cells;
import java.time.LocalDate;

/** Sums up a day whose bytes somebody else reads. Not thread-safe. */
public final class DayReading {
    private final LocalDate day;
    private final Cells cells = new Cells();
    private final Sessions sessions = new Sessions();
    private final LineReader reader = new LineReader();
    private long bytes;

    public DayReading(LocalDate day) {
        this.day = day;
    }

    /** The next bytes of the day's file, cut anywhere. */
    public void feed(byte[] block, int length) {
        bytes += length;
        reader.feed(block, 0, length, this::add);
    }

    private void add(Booked record) {
        cells.add(record);
        sessions.add(record);
    }

    /** The end of the file. */
    DayDigest digest() {
        LineReader.Result result = reader.finish(this::add);
        Seal seal = new Seal(day, bytes, result.lines(), result.bad(), result.lastSeq(), Seal.SUMS);
        return new DayDigest(seal, cells, sessions);
    }
}
