package io.ccgate.translate.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing byte array that JSON is written to by hand. Reused from event to event, so a settled stream allocates
 * nothing here. Confined to one thread.
 */
public final class JsonOut {
    private static final byte[] HEX = JsonScan.name("0123456789abcdef");

    private byte[] buf;
    private int length;

    public JsonOut(int capacity) {
        buf = new byte[capacity];
    }

    public int length() {
        return length;
    }

    /** The bytes behind; valid up to {@link #length()} and only until the next write. */
    public byte[] array() {
        return buf;
    }

    public void clear() {
        length = 0;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buf, length);
    }

    /** Moves everything written so far to {@code out}. */
    public void drainTo(ByteBuf out) {
        out.writeBytes(buf, 0, length);
        length = 0;
    }

    /** Bytes as they are. */
    public JsonOut raw(byte[] bytes) {
        return raw(bytes, 0, bytes.length);
    }

    public JsonOut raw(byte[] bytes, int from, int to) {
        int count = to - from;
        room(count);
        System.arraycopy(bytes, from, buf, length, count);
        length += count;
        return this;
    }

    /** ASCII text as it is. */
    public JsonOut raw(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            buf[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    public JsonOut raw(JsonOut other) {
        return raw(other.buf, 0, other.length);
    }

    /** A string value with its quotes. */
    public JsonOut string(String text) {
        room(2);
        buf[length++] = '"';
        content(text);
        room(1);
        buf[length++] = '"';
        return this;
    }

    /** The content of a string value, without quotes. */
    public JsonOut content(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return escape(utf8, 0, utf8.length);
    }

    /** Plain UTF-8 bytes as the content of a string value. */
    public JsonOut escape(byte[] b, int from, int to) {
        room(to - from);
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c == '"' || c == '\\') {
                room(to - i + 1);
                buf[length++] = '\\';
                buf[length++] = c;
            } else if (c >= 0 && c < 0x20) {
                room(to - i + 5);
                control(c);
            } else {
                buf[length++] = c;
            }
        }
        return this;
    }

    private void control(byte c) {
        buf[length++] = '\\';
        switch (c) {
            case '\n' -> buf[length++] = 'n';
            case '\r' -> buf[length++] = 'r';
            case '\t' -> buf[length++] = 't';
            default -> {
                buf[length++] = 'u';
                buf[length++] = '0';
                buf[length++] = '0';
                buf[length++] = HEX[c >> 4];
                buf[length++] = HEX[c & 15];
            }
        }
    }

    public JsonOut number(long value) {
        if (value >= 0 && value < 10) {
            room(1);
            buf[length++] = (byte) ('0' + value);
            return this;
        }
        return raw(Long.toString(value));
    }

    /** A whole tree, compact. */
    public JsonOut tree(JsonNode node) {
        return raw(Json.bytes(node));
    }

    private void room(int more) {
        if (length + more > buf.length) {
            buf = Arrays.copyOf(buf, Math.max(length + more, buf.length * 2));
        }
    }
}
