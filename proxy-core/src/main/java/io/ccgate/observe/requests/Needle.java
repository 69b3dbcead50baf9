package io.ccgate.observe.requests;

import java.util.Arrays;

/**
 * Bytes that are looked for in many lines: Horspool's search, which looks at a fraction of the bytes since most of them rule out a whole
 * needle's length. Immutable.
 */
final class Needle {
    private final byte[] wanted;
    private final boolean anyCase;
    private final int[] skip = new int[256];

    private Needle(byte[] wanted, boolean anyCase) {
        this.wanted = wanted;
        this.anyCase = anyCase;
        Arrays.fill(skip, Math.max(1, wanted.length));
        for (int i = 0; i < wanted.length - 1; i++) {
            skip[wanted[i] & 0xFF] = wanted.length - 1 - i;
            if (anyCase && wanted[i] >= 'a' && wanted[i] <= 'z') {
                skip[wanted[i] - ('a' - 'A')] = wanted.length - 1 - i;
            }
        }
    }

    static Needle of(byte[] wanted) {
        return new Needle(wanted, false);
    }

    /** @param lowerCase found in any case of its ASCII letters, which stand here in lower case */
    static Needle inAnyCase(byte[] lowerCase) {
        return new Needle(lowerCase, true);
    }

    int length() {
        return wanted.length;
    }

    /** Where it begins between {@code start} and {@code end}; -1 when it does not stand there. */
    int find(byte[] in, int start, int end) {
        int last = wanted.length - 1;
        if (last < 0) {
            return start;
        }
        for (int i = start + last; i < end; i += skip[in[i] & 0xFF]) {
            int k = last;
            while (k >= 0 && is(in[i - last + k], wanted[k])) {
                k--;
            }
            if (k < 0) {
                return i - last;
            }
        }
        return -1;
    }

    private boolean is(byte there, byte here) {
        return there == here || (anyCase && there >= 'A' && there <= 'Z' && there + ('a' - 'A') == here);
    }
}
