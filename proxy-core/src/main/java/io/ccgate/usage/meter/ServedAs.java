package io.ccgate.usage.meter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a provider says that it served: Anthropic's {@code service_tier}, {@code speed} and {@code inference_geo}, OpenAI's
 * and Gemini's service tier. The last word of each kind counts; the words for the standard way count as none.
 */
final class ServedAs {
    private static final int KINDS = 3;
    private static final int MAX_LENGTH = 32;
    private static final Set<String> STANDARD =
            Set.of("standard", "default", "auto", "unspecified", "global", "not_available", "none");
    /** How Gemini's enum values begin. */
    private static final String ENUM = "service_tier_";

    private final String[] words = new String[KINDS];

    ServedAs() {
        Arrays.fill(words, "");
    }

    void set(int kind, byte[] token, int length) {
        String word = new String(token, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        String bare = word.startsWith(ENUM) ? word.substring(ENUM.length()) : word;
        words[kind] = STANDARD.contains(bare) || !isWord(bare) ? "" : bare;
    }

    boolean isStandard() {
        return text().isEmpty();
    }

    /** The words that matter, joined by {@code +}. */
    String text() {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(Collectors.joining("+"));
    }

    private static boolean isWord(String word) {
        return !word.isEmpty()
                && word.length() <= MAX_LENGTH
                && word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }
}
