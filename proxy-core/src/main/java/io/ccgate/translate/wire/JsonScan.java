package io.ccgate.translate.wire;

import java.nio.charset.StandardCharsets;

/**
 * A forward scanner over one JSON document in a byte range, for the event path: it builds nothing and allocates nothing.
 * Strings are handed out as the slice {@link #from()}..{@link #to()} of their still escaped content, which may be copied
 * into another JSON string as it is. Not a validator, but a slice it hands out is always a well-formed string content.
 *
 * <p>Every value must be consumed by exactly one of {@link #object()} (then {@link #next()} until false),
 * {@link #array()} (then {@link #element()} until false), {@link #string()}, {@link #number(long)}, {@link #isTrue()} or
 * {@link #skip()}. Confined to one thread.
 */
public final class JsonScan {
    private byte[] buf = new byte[0];
    private int pos;
    private int end;
    private int keyFrom;
    private int keyTo;
    private int from;
    private int to;

    /** Starts over at a new document. The array is read, never written, and not kept beyond the next reset. */
    public void reset(byte[] bytes, int start, int limit) {
        buf = bytes;
        pos = start;
        end = limit;
    }

    public byte[] array0() {
        return buf;
    }

    /** Start of the last string's content or of the last skipped value. */
    public int from() {
        return from;
    }

    /** End (exclusive) of the last string's content or of the last skipped value. */
    public int to() {
        return to;
    }

    /** Enters the next value if it is an object; otherwise skips it. */
    public boolean object() {
        return enter('{');
    }

    /** Enters the next value if it is an array; otherwise skips it. */
    public boolean array() {
        return enter('[');
    }

    private boolean enter(char open) {
        if (peek() != open) {
            skip();
            return false;
        }
        pos++;
        return true;
    }

    /** Moves to the next member of the current object; false when the object ended. */
    public boolean next() {
        byte c = separator();
        if (c == '}') {
            pos++;
            return false;
        }
        if (c != '"') {
            throw malformed();
        }
        readString();
        keyFrom = from;
        keyTo = to;
        if (peek() != ':') {
            throw malformed();
        }
        pos++;
        return true;
    }

    /** Moves to the next element of the current array; false when the array ended. */
    public boolean element() {
        if (separator() == ']') {
            pos++;
            return false;
        }
        return true;
    }

    private byte separator() {
        byte c = peek();
        if (c == ',') {
            pos++;
            c = peek();
        }
        return c;
    }

    /** Whether the current member's name is {@code name}. */
    public boolean key(byte[] name) {
        return matches(keyFrom, keyTo, name);
    }

    /** Whether the last string's content is {@code value}. */
    public boolean is(byte[] value) {
        return matches(from, to, value);
    }

    private boolean matches(int start, int limit, byte[] value) {
        if (limit - start != value.length) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            if (buf[start + i] != value[i]) {
                return false;
            }
        }
        return true;
    }

    /** Consumes the next value; true if it is a string, whose content is then {@link #from()}..{@link #to()}. */
    public boolean string() {
        if (peek() != '"') {
            skip();
            return false;
        }
        readString();
        return true;
    }

    /** The last string decoded. Allocates: for values that are kept, not for text that passes. */
    public String text() {
        return JsonStrings.decode(buf, from, to);
    }

    /** Consumes the next value; {@code otherwise} unless it is an integer. */
    public long number(long otherwise) {
        byte c = peek();
        if (c != '-' && (c < '0' || c > '9')) {
            skip();
            return otherwise;
        }
        boolean negative = c == '-';
        int at = negative ? pos + 1 : pos;
        long value = 0;
        while (at < end && buf[at] >= '0' && buf[at] <= '9') {
            value = value * 10 + (buf[at++] - '0');
        }
        skip();
        return negative ? -value : value;
    }

    /** Consumes the next value; whether it is the literal {@code true}. */
    public boolean isTrue() {
        boolean yes = peek() == 't';
        skip();
        return yes;
    }

    /** Looks at the next value without consuming it: whether it is the literal {@code null}. */
    public boolean atNull() {
        return peek() == 'n';
    }

    /** Consumes the next value whatever it is; its bytes are then {@link #from()}..{@link #to()}. */
    public void skip() {
        byte c = peek();
        int start = pos;
        if (c == '"') {
            readString();
        } else if (c == '{' || c == '[') {
            skipNested();
        } else {
            while (pos < end && !isEndOfLiteral(buf[pos])) {
                pos++;
            }
            if (pos == start) {
                throw malformed();
            }
        }
        from = start;
        to = pos;
    }

    private void skipNested() {
        int depth = 0;
        while (pos < end) {
            byte c = buf[pos];
            if (c == '"') {
                readString();
                continue;
            }
            pos++;
            if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return;
            }
        }
        throw malformed();
    }

    private void readString() {
        byte[] b = buf;
        int limit = end;
        int at = pos + 1;
        from = at;
        while (at < limit) {
            byte c = b[at];
            if (c == '"') {
                to = at;
                pos = at + 1;
                return;
            }
            if (c == '\\') {
                at = escaped(at + 1);
            } else if (c >= 0 && c < 0x20) {
                throw malformed();
            }
            at++;
        }
        throw malformed();
    }

    /** Checks what follows a backslash; the index of its last byte. */
    private int escaped(int at) {
        byte c = at < end ? buf[at] : 0;
        if (c == 'u' && at + 4 < end && JsonStrings.hex4(buf, at + 1) >= 0) {
            return at + 4;
        }
        boolean known = c == '"' || c == '\\' || c == '/' || c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f';
        if (!known) {
            throw malformed();
        }
        return at;
    }

    private byte peek() {
        while (pos < end) {
            byte c = buf[pos];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            pos++;
        }
        throw malformed();
    }

    private static boolean isEndOfLiteral(byte c) {
        return c == ',' || c == '}' || c == ']' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static MalformedJsonException malformed() {
        return new MalformedJsonException("not valid JSON");
    }

    /** A name to compare members with. */
    public static byte[] name(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
