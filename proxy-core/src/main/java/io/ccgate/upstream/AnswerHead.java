package io.ccgate.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Status line and headers of an answer as they came: one array of bytes, and where in it each name and value stands, so
 * that a header can be copied on without ever becoming a String. Immutable after parsing.
 */
public final class AnswerHead {
    /** Places a header takes in {@link #spans}: start and end of its name, start and end of its value. */
    private static final int PLACES = 4;

    private final byte[] bytes;
    private final int[] spans;
    private final int count;
    private final int status;
    private final Framing framing;
    private final long contentLength;
    private final boolean keepAlive;

    /** How the body's end is told (RFC 9112, section 6.3). */
    public enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    AnswerHead(
            byte[] bytes, int[] spans, int count, int status, Framing framing, long contentLength, boolean keepAlive) {
        this.bytes = bytes;
        this.spans = spans;
        this.count = count;
        this.status = status;
        this.framing = framing;
        this.contentLength = contentLength;
        this.keepAlive = keepAlive;
    }

    public int status() {
        return status;
    }

    public Framing framing() {
        return framing;
    }

    /** Value of {@code Content-Length}; -1 when there is none. An answer to HEAD may have one and no body. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the upstream leaves the connection open after the body. */
    public boolean keepAlive() {
        return keepAlive;
    }

    /** The whole head as it came, the empty line included. Not a copy: must not be changed. */
    public byte[] raw() {
        return bytes;
    }

    /** Number of header lines. */
    public int size() {
        return count;
    }

    /** First value under a name, compared without case; null when the header is absent. */
    public @Nullable String first(AsciiString name) {
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                return value(i);
            }
        }
        return null;
    }

    /** All values under a name, in order. */
    public List<String> all(AsciiString name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < count; i++) {
            if (isNamed(i, name)) {
                values.add(value(i));
            }
        }
        return values;
    }

    public boolean isNamed(int header, AsciiString name) {
        int start = spans[header * PLACES];
        if (spans[header * PLACES + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[start + i]) != lower(name.byteAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A view of a name; the bytes are not copied. */
    public AsciiString name(int header) {
        int start = spans[header * PLACES];
        return new AsciiString(bytes, start, spans[header * PLACES + 1] - start, false);
    }

    public String value(int header) {
        return text(spans[header * PLACES + 2], spans[header * PLACES + 3]);
    }

    /** Appends {@code name: value CRLF} to {@code out}. */
    public void copyHeader(int header, ByteBuf out) {
        int nameStart = spans[header * PLACES];
        out.writeBytes(bytes, nameStart, spans[header * PLACES + 1] - nameStart);
        out.writeShort(':' << 8 | ' ');
        int valueStart = spans[header * PLACES + 2];
        out.writeBytes(bytes, valueStart, spans[header * PLACES + 3] - valueStart);
        out.writeShort('\r' << 8 | '\n');
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
