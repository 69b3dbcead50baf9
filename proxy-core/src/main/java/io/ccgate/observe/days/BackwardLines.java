package io.ccgate.observe.days;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The whole lines of a file from its end to its beginning. What stands behind the last line end is a line being written, or a torn
 * one, and is not shown. Not thread-safe.
 */
public final class BackwardLines implements AutoCloseable {
    private static final int BLOCK = 1 << 20;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = ONES << 7;
    private static final long EIGHT_LINE_ENDS = ONES * '\n';

    private final RandomAccessFile file;
    /** Holds the bytes from {@code base} on. */
    private byte[] buffer = new byte[0];

    private long base;
    /** In {@link #buffer}: end of the line to come, behind its line end. */
    private int end;

    private int start;

    private BackwardLines(RandomAccessFile file, long from) {
        this.file = file;
        this.base = from;
    }

    /** @param from reads what stands before it; at most the file's length is taken */
    public static BackwardLines open(java.nio.file.Path path, long from) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        try {
            BackwardLines lines = new BackwardLines(file, Math.min(from, file.length()));
            lines.skipUnfinished();
            return lines;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Goes to the line before; false at the file's beginning. */
    public boolean next() throws IOException {
        while (true) {
            if (end == 0 && base == 0) {
                return false;
            }
            // The line end itself belongs to the line, so the search begins before it.
            int lineEnd = lastLineEnd(end - 1);
            if (lineEnd >= 0 || base == 0) {
                start = lineEnd + 1;
                int found = end;
                end = start;
                length = found - start - 1;
                return true;
            }
            readBefore();
        }
    }

    private int length;

    /** The array that holds the line; valid until the next call of {@link #next}. */
    public byte[] array() {
        return buffer;
    }

    /** Where the line begins in {@link #array}. */
    public int start() {
        return start;
    }

    /** Bytes of the line without its end. */
    public int length() {
        return length;
    }

    /** Where the line begins in the file: the place to go on from. */
    public long position() {
        return base + start;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void skipUnfinished() throws IOException {
        while (base > 0) {
            readBefore();
            int lineEnd = lastLineEnd(end);
            if (lineEnd >= 0) {
                end = lineEnd + 1;
                return;
            }
            end = 0;
        }
        end = 0;
    }

    /** Puts the block before {@link #base} in front of what is still to be shown. */
    private void readBefore() throws IOException {
        int more = (int) Math.min(BLOCK, base);
        byte[] joined = new byte[more + end];
        file.seek(base - more);
        file.readFully(joined, 0, more);
        System.arraycopy(buffer, 0, joined, more, end);
        buffer = joined;
        base -= more;
        end += more;
    }

    private int lastLineEnd(int before) {
        int i = before - 1;
        for (; i >= 7; i -= 8) {
            // Eight bytes at a time: a byte of the difference is 0 exactly where a line end stands.
            long difference = (long) EIGHT.get(buffer, i - 7) ^ EIGHT_LINE_ENDS;
            long zeros = (difference - ONES) & ~difference & TOPS;
            if (zeros != 0) {
                break;
            }
        }
        while (i >= 0 && buffer[i] != '\n') {
            i--;
        }
        return i;
    }

    /** The line's bytes, copied. */
    public byte[] copy() {
        return Arrays.copyOfRange(buffer, start, start + length);
    }
}
