package io.ccgate.usage.journal;

import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Charge;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open files of the journal, least recently used first. Used by the writer thread alone. */
final class DayFiles {
    private static final int MAX_OPEN = 128;

    private final UsageFiles files;
    private final AppendFile.Opener opener;
    private final Map<Key, DayFile> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);
    private final Set<DayFile> touched = new LinkedHashSet<>();

    private long pendingBytes;

    private record Key(String tenantId, LocalDate day) {}

    /**
     * What writing came to.
     *
     * @param lines lines written
     * @param error the first failure; null when all went well
     */
    record Outcome(int lines, @Nullable IOException error) {}

    DayFiles(UsageFiles files, AppendFile.Opener opener) {
        this.files = files;
        this.opener = opener;
    }

    /** Puts a record's line together; it waits for {@link #flush()}. */
    void add(ExchangeSummary summary, String tenantId, Charge charge, String priceVersion) {
        LocalDate day = LocalDate.ofInstant(summary.timestamp(), ZoneOffset.UTC);
        add(tenantId, day, (seq, to) -> LineEncoder.encode(summary, tenantId, charge, priceVersion, seq, to));
    }

    /** Puts a correction's line together. */
    void add(Correction correction, String tenantId, LocalDate day, Instant now) {
        add(tenantId, day, (seq, to) -> CorrectionEncoder.encode(correction, tenantId, now, seq, to));
    }

    private interface Line {
        void encode(long seq, LineBuffer to);
    }

    private void add(String tenantId, LocalDate day, Line added) {
        DayFile file =
                open.computeIfAbsent(new Key(tenantId, day), key -> new DayFile(files.file(tenantId, day), opener));
        LineBuffer line = file.pending();
        int before = line.length();
        touched.add(file);
        try {
            added.encode(file.nextSeq(), line);
            file.added();
            pendingBytes += line.length() - before;
        } catch (RuntimeException | Error unencodable) {
            line.truncate(before);
            throw unencodable;
        }
    }

    /** Bytes that wait in all files. */
    long pendingBytes() {
        return pendingBytes;
    }

    /** Writes what waits, as far as it goes; what fails stays. */
    Outcome flush() {
        int lines = 0;
        IOException error = null;
        for (Iterator<DayFile> files = touched.iterator(); files.hasNext(); ) {
            DayFile file = files.next();
            int waiting = file.pendingBytes();
            try {
                lines += file.flush();
                pendingBytes -= waiting;
                files.remove();
            } catch (IOException failed) {
                error = error == null ? failed : error;
            }
        }
        return new Outcome(lines, error);
    }

    /** Forces what was written since the last time; null when all went well. */
    @Nullable
    IOException force() {
        IOException error = null;
        for (DayFile file : open.values()) {
            try {
                file.force();
            } catch (IOException failed) {
                error = error == null ? failed : error;
            }
        }
        return error;
    }

    /** Whether something written is not forced yet. */
    boolean unforced() {
        for (DayFile file : open.values()) {
            if (file.unforced()) {
                return true;
            }
        }
        return false;
    }

    /** Closes the files used least recently that have nothing left to write or force. */
    void trim() {
        Iterator<DayFile> oldest = open.values().iterator();
        while (open.size() > MAX_OPEN && oldest.hasNext()) {
            DayFile file = oldest.next();
            if (file.pendingBytes() == 0 && !file.unforced()) {
                file.close();
                oldest.remove();
            }
        }
    }

    void close() {
        open.values().forEach(DayFile::close);
        open.clear();
    }
}
