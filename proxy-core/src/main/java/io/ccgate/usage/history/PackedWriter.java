package io.ccgate.usage.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Growing bytes of a summary: small numbers take one byte, and every name stands there once. */
final class PackedWriter {
    private static final int INITIAL = 4096;
    private static final int LONGEST_NUMBER = 10;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private byte[] bytes = new byte[INITIAL];
    private int length;

    /** Seven bits a byte, the sign in the lowest. */
    void number(long value) {
        room(LONGEST_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void numbers(long[] values) {
        for (long value : values) {
            number(value);
        }
    }

    /** The name's place in the list of names, which {@link #finished()} puts in front. */
    void name(String name) {
        number(names.computeIfAbsent(name, unused -> names.size()));
    }

    byte[] finished() {
        PackedWriter front = new PackedWriter();
        front.number(names.size());
        for (String name : names.keySet()) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            front.number(text.length);
            front.raw(text, text.length);
        }
        front.raw(bytes, length);
        return Arrays.copyOf(front.bytes, front.length);
    }

    private void raw(byte[] source, int count) {
        room(count);
        System.arraycopy(source, 0, bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
