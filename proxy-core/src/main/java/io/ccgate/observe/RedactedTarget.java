package io.ccgate.observe;

/**
 * A request target fit for a log: the value of every query parameter that may carry a credential is replaced, and the
 * rest is escaped.
 */
final class RedactedTarget {
    private static final String MASK = "***";

    private RedactedTarget() {}

    static void write(String target, LineBuffer line) {
        int query = target.indexOf('?');
        if (query < 0) {
            line.escaped(target);
            return;
        }
        line.escaped(target, 0, query + 1);
        int start = query + 1;
        while (start <= target.length()) {
            int end = target.indexOf('&', start);
            if (end < 0) {
                end = target.length();
            }
            int equals = target.indexOf('=', start);
            if (equals >= 0 && equals < end && isSecret(target, start, equals)) {
                line.escaped(target, start, equals + 1).ascii(MASK);
            } else {
                line.escaped(target, start, end);
            }
            if (end < target.length()) {
                line.ascii('&');
            }
            start = end + 1;
        }
    }

    /**
     * Whether the parameter's name speaks of a credential. A percent sign counts as well, since {@code %6bey} is
     * {@code key} too and no honest client encodes its names.
     */
    private static boolean isSecret(String target, int start, int end) {
        return contains(target, start, end, "key")
                || contains(target, start, end, "token")
                || contains(target, start, end, "secret")
                || contains(target, start, end, "password")
                || contains(target, start, end, "%");
    }

    private static boolean contains(String target, int start, int end, String word) {
        for (int i = start; i + word.length() <= end; i++) {
            if (target.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
