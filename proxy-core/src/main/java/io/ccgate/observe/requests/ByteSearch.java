package io.ccgate.observe.requests;

/** Finds bytes in bytes. */
final class ByteSearch {
    private ByteSearch() {}

    /** Where {@code wanted} begins between {@code start} and {@code end}; -1 when it does not stand there. */
    static int find(byte[] in, int start, int end, byte[] wanted) {
        if (wanted.length == 0) {
            return start;
        }
        byte first = wanted[0];
        int last = end - wanted.length;
        for (int i = start; i <= last; i++) {
            if (in[i] == first && java.util.Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** The same without looking at the case of ASCII letters; {@code wanted} is in lower case. */
    static int findLowerCase(byte[] in, int start, int end, byte[] wanted) {
        int last = end - wanted.length;
        for (int i = start; i <= last; i++) {
            int k = 0;
            while (k < wanted.length && lower(in[i + k]) == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
