package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Writes corrections behind the lines of one tenant's day. What stands there stays. Only while the data folder is locked. */
public final class CorrectionWriter implements AutoCloseable {
    private final String tenantId;
    private final DayFile file;
    private final Instant now;

    public CorrectionWriter(UsageFiles files, String tenantId, LocalDate day, Instant now) {
        this.tenantId = tenantId;
        this.now = now;
        Path path = files.file(tenantId, day);
        this.file = new DayFile(path, AppendFile::open);
    }

    /** The day of a record. */
    public static LocalDate dayOf(ChargedLine line) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(line.timestamp()), ZoneOffset.UTC);
    }

    /** Writes corrections and forces them to the disk. */
    public void write(List<Correction> corrections) throws IOException {
        for (Correction correction : corrections) {
            CorrectionEncoder.encode(correction, tenantId, now, file.nextSeq(), file.pending());
            file.added();
        }
        file.flush();
        file.force();
    }

    @Override
    public void close() {
        file.close();
    }
}
