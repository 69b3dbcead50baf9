package io.ccgate.usage;

import java.util.Locale;

/**
 * What a request asks for, as far as that decides what it may cost.
 *
 * @param requestBytes size of its body
 * @param maxOutputTokens its own limit for each answer; 0 when it names none
 * @param answers how many answers it wants at once; at least 1
 * @param serving the words in which it asks how to be served, in lower case and joined by {@code +}; empty for the standard way
 */
public record Asked(long requestBytes, long maxOutputTokens, int answers, String serving) {
    /** No provider gives more; a larger number is refused there, and costs nothing. */
    private static final int MOST_ANSWERS = 128;
    /** How Gemini's enum values begin. */
    private static final String ENUM = "service_tier_";

    public Asked {
        requestBytes = Math.max(0, requestBytes);
        maxOutputTokens = Math.max(0, maxOutputTokens);
        answers = Math.min(MOST_ANSWERS, Math.max(1, answers));
        serving = serving.toLowerCase(Locale.ROOT).replace(ENUM, "");
    }

    /** One answer, served in the standard way. */
    public Asked(long requestBytes, long maxOutputTokens) {
        this(requestBytes, maxOutputTokens, 1, "");
    }
}
