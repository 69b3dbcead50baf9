package io.ccgate.config.model;

/**
 * A model name pattern: {@code *} any run of characters, {@code ?} one character, whole name, case-insensitive.
 * Matching allocates nothing.
 */
public record ModelPattern(String text) {

    public boolean matches(String model) {
        return matches(text, 0, model, 0);
    }

    /** Iterative wildcard match: the last star is the only place to fall back to. */
    private static boolean matches(String pattern, int patternStart, String name, int nameStart) {
        int p = patternStart;
        int n = nameStart;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && sameOrAny(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean sameOrAny(char pattern, char name) {
        return pattern == '?' || Character.toLowerCase(pattern) == Character.toLowerCase(name);
    }

    @Override
    public String toString() {
        return text;
    }
}
