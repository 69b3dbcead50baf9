package io.ccgate.translate.model;

import org.jspecify.annotations.Nullable;

/**
 * The end of an answer.
 *
 * @param stopSequence the sequence that stopped it, where the provider tells
 * @param explanation why it was refused, where the provider tells
 */
public record Finish(
        FinishReason reason,
        @Nullable String stopSequence,
        @Nullable String explanation) {

    public static Finish of(FinishReason reason) {
        return new Finish(reason, null, null);
    }

    /** Whether the answer was cut off before its natural end. */
    public boolean cut() {
        return switch (reason) {
            case LENGTH, CONTEXT_FULL, PAUSED, REFUSAL -> true;
            default -> false;
        };
    }
}
