package io.ccgate.observe.requests;

import io.ccgate.observe.days.LineFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the current day. Details go out one by one, since a line must not point at what is not there; lines are gathered until
 * {@link #flush}. One thread.
 */
final class DayWriter implements AutoCloseable {
    private final RequestFiles files;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(64 * 1024);
    private @Nullable LocalDate day;
    private @Nullable LineFile index;
    private @Nullable LineFile details;

    DayWriter(RequestFiles files) {
        this.files = files;
    }

    /** Where a detail came to lie. */
    record Place(long at, int size) {
        static final Place NONE = new Place(-1, 0);
    }

    /** Goes to the day's files; what was gathered for another day is written first. */
    void at(LocalDate wanted) throws IOException {
        if (!wanted.equals(day)) {
            close();
            day = wanted;
        }
    }

    Place detail(byte[] json) throws IOException {
        LocalDate today = day;
        if (today == null) {
            throw new IllegalStateException("no day");
        }
        LineFile open = details;
        if (open == null) {
            open = LineFile.open(files.details(today));
            details = open;
        }
        byte[] packed = packed(json);
        return new Place(open.append(packed, packed.length), packed.length);
    }

    void line(byte[] line) {
        pending.writeBytes(line);
        pending.write('\n');
    }

    int pendingBytes() {
        return pending.size();
    }

    /** Writes what was gathered; it is given up when that fails. */
    void flush() throws IOException {
        LocalDate today = day;
        if (pending.size() == 0 || today == null) {
            return;
        }
        byte[] lines = pending.toByteArray();
        pending.reset();
        LineFile open = index;
        if (open == null) {
            open = LineFile.open(files.index(today));
            index = open;
        }
        open.append(lines, lines.length);
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            LineFile oldIndex = index;
            LineFile oldDetails = details;
            index = null;
            details = null;
            if (oldIndex != null) {
                oldIndex.close();
            }
            if (oldDetails != null) {
                oldDetails.close();
            }
        }
    }

    private static byte[] packed(byte[] json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length / 4 + 64);
        try (GZIPOutputStream gzip = new FastGzip(out)) {
            gzip.write(json);
            gzip.write('\n');
        }
        return out.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
