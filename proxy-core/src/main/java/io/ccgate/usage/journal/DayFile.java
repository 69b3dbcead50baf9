package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tenant's file of one day and the lines that wait to go into it. Lines are written at a known position, so that
 * a write which failed half way is repeated over itself: nothing is doubled, nothing stays torn. Used by the writer
 * thread alone.
 */
final class DayFile {
    private static final Logger log = LoggerFactory.getLogger(DayFile.class);

    private final Path path;
    private final AppendFile.Opener opener;
    private final LineBuffer pending = new LineBuffer();
    private @Nullable AppendFile file;
    private long position;
    private long lastSeq;
    private int pendingLines;
    private boolean unforced;
    private boolean failing;

    DayFile(Path path, AppendFile.Opener opener) {
        this.path = path;
        this.opener = opener;
    }

    /** Where the next line is to be put together; {@link #added()} when it is whole. */
    LineBuffer pending() {
        return pending;
    }

    /** Number for the next line. Until the file can be opened for the first time it is a guess, put right later. */
    long nextSeq() {
        if (file == null && pendingLines == 0 && !failing) {
            try {
                open();
            } catch (IOException later) {
                // The flush that follows meets the same error and reports it.
                log.debug("Cannot open {} yet", path, later);
            }
        }
        return lastSeq + 1;
    }

    void added() {
        lastSeq++;
        pendingLines++;
    }

    int pendingBytes() {
        return pending.length();
    }

    boolean unforced() {
        return unforced;
    }

    /**
     * Writes all that waits.
     *
     * @return number of lines written
     * @throws IOException when they could not be written; they keep waiting
     */
    int flush() throws IOException {
        if (pendingLines == 0) {
            return 0;
        }
        try {
            AppendFile target = usable();
            Tail.writeFully(target, pending.from(0), position);
        } catch (IOException failed) {
            failing = true;
            tidy();
            throw failed;
        }
        failing = false;
        position += pending.length();
        pending.clear();
        unforced = true;
        int written = pendingLines;
        pendingLines = 0;
        return written;
    }

    /** The open file, opened again if someone removed it or changed it under us. */
    private AppendFile usable() throws IOException {
        AppendFile current = file;
        if (current != null && Files.notExists(path)) {
            log.warn("Usage file {} was removed; starting a new one", path);
            close();
            current = null;
        }
        if (current == null) {
            return open();
        }
        if (current.size() != position && !failing) {
            log.warn("Usage file {} was changed by someone else; going on at its new end", path);
            adopt(Tail.repaired(current, path));
        }
        return current;
    }

    private AppendFile open() throws IOException {
        AppendFile opened = opener.open(path);
        try {
            adopt(Tail.repaired(opened, path));
        } catch (IOException | RuntimeException unusable) {
            opened.close();
            throw unusable;
        }
        file = opened;
        return opened;
    }

    /** Goes on where the file really ends, and numbers what waits from there. */
    private void adopt(Tail tail) {
        position = tail.position();
        long guessed = lastSeq - pendingLines;
        if (pendingLines > 0 && guessed != tail.lastSeq()) {
            pending.renumber(LineEncoder.SEQ_NAME, tail.lastSeq() - guessed);
        }
        lastSeq = tail.lastSeq() + pendingLines;
    }

    /** After a failed write: takes half a line off the end, so that readers do not meet it meanwhile. */
    private void tidy() {
        AppendFile current = file;
        if (current == null) {
            return;
        }
        try {
            if (current.size() > position) {
                current.truncate(position);
            }
        } catch (IOException stillBroken) {
            log.debug("Cannot truncate {} now; the next write goes over it", path, stillBroken);
        }
    }

    void force() throws IOException {
        AppendFile current = file;
        if (current != null && unforced) {
            current.force();
            unforced = false;
        }
    }

    void close() {
        AppendFile current = file;
        file = null;
        if (current == null) {
            return;
        }
        try {
            current.close();
        } catch (IOException failed) {
            log.warn("Closing usage file {} failed", path, failed);
        }
    }
}
