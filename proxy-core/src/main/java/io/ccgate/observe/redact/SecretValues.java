package io.ccgate.observe.redact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Finds known secrets in bytes and replaces them. One pass whatever their number: a window of {@value Patterns#SHORTEST} bytes slides over
 * the text, and only where it equals the beginning of a secret the rest is compared. Immutable; any thread.
 */
public final class SecretValues {
    /** Knows no secret. */
    public static final SecretValues NONE = new SecretValues(new byte[0][]);

    private static final int WINDOW = Patterns.SHORTEST;
    private static final long WINDOW_MASK = (1L << (8 * WINDOW)) - 1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final byte[] MASK = SecretNames.MASK.getBytes(StandardCharsets.US_ASCII);

    private final byte[][] patterns;
    /** Of each pattern the next one with the same beginning; -1 at the last. */
    private final int[] following;
    /** Open addressing: the window's bytes plus one, so that 0 is an empty place. */
    private final long[] windows;

    private final int[] firsts;
    private final int shift;

    private SecretValues(byte[][] patterns) {
        this.patterns = patterns;
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(16, patterns.length * 4L));
        this.shift = 64 - bits;
        this.windows = new long[1 << bits];
        this.firsts = new int[1 << bits];
        this.following = new int[patterns.length];
        for (int i = patterns.length - 1; i >= 0; i--) {
            long window = window(patterns[i]);
            int place = place(window);
            following[i] = windows[place] == 0 ? -1 : firsts[place];
            windows[place] = window + 1;
            firsts[place] = i;
        }
    }

    /** @param secrets as they are; those shorter than {@value Patterns#SHORTEST} characters are left out */
    public static SecretValues of(Collection<String> secrets) {
        byte[][] patterns = Patterns.bytes(Patterns.of(secrets));
        return patterns.length == 0 ? NONE : new SecretValues(patterns);
    }

    /** The bytes with every secret replaced by {@value SecretNames#MASK}; the same array when there was none. */
    public byte[] mask(byte[] bytes) {
        return mask(bytes, false);
    }

    /**
     * The same for bytes that were cut off: the beginning of a secret at their end goes too.
     *
     * @param cut whether more followed
     */
    public byte[] mask(byte[] bytes, boolean cut) {
        if (patterns.length == 0) {
            return bytes;
        }
        ByteArrayOutputStream out = null;
        int copied = 0;
        int at = 0;
        while (true) {
            int found = find(bytes, at, cut);
            if (found < 0) {
                break;
            }
            out = out == null ? new ByteArrayOutputStream(bytes.length) : out;
            out.write(bytes, copied, found - copied);
            out.writeBytes(MASK);
            at = Math.min(bytes.length, found + lengthAt(bytes, found, cut));
            copied = at;
        }
        if (out == null) {
            return bytes;
        }
        out.write(bytes, copied, bytes.length - copied);
        return out.toByteArray();
    }

    public String mask(String text) {
        if (patterns.length == 0 || text.length() < WINDOW) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] masked = mask(bytes);
        return Arrays.equals(masked, bytes) ? text : new String(masked, StandardCharsets.UTF_8);
    }

    /** Masks in place what a model spelled out over several events of a stream. */
    public void maskSplit(byte[] bytes) {
        if (patterns.length > 0) {
            SplitValues.mask(bytes, this);
        }
    }

    /** Where the next secret begins; -1 when there is none. */
    int find(byte[] bytes, int from, boolean cut) {
        if (bytes.length - from < WINDOW) {
            return -1;
        }
        long window = 0;
        for (int i = from; i < from + WINDOW - 1; i++) {
            window = window << 8 | (bytes[i] & 0xFF);
        }
        for (int i = from + WINDOW - 1; i < bytes.length; i++) {
            window = (window << 8 | (bytes[i] & 0xFF)) & WINDOW_MASK;
            int place = (int) ((window * SPREAD) >>> shift);
            if (windows[place] != 0) {
                place = place(window);
                if (windows[place] != 0 && lengthAt(bytes, i - WINDOW + 1, cut) > 0) {
                    return i - WINDOW + 1;
                }
            }
        }
        return -1;
    }

    /** Length of the longest secret that stands at a place; 0 when none does. */
    int lengthAt(byte[] bytes, int at, boolean cut) {
        int place = place(window(bytes, at));
        if (windows[place] == 0) {
            return 0;
        }
        for (int i = firsts[place]; i >= 0; i = following[i]) {
            byte[] pattern = patterns[i];
            int there = bytes.length - at;
            if (there >= pattern.length
                    ? Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)
                    : cut && Arrays.equals(bytes, at, bytes.length, pattern, 0, there)) {
                return pattern.length;
            }
        }
        return 0;
    }

    private static long window(byte[] pattern) {
        return window(pattern, 0);
    }

    private static long window(byte[] bytes, int at) {
        long window = 0;
        for (int i = at; i < at + WINDOW; i++) {
            window = window << 8 | (bytes[i] & 0xFF);
        }
        return window;
    }

    /** The place of a window: its own, or the empty one where it would be put. */
    private int place(long window) {
        int place = (int) ((window * SPREAD) >>> shift);
        while (windows[place] != 0 && windows[place] != window + 1) {
            place = (place + 1) & (windows.length - 1);
        }
        return place;
    }
}
