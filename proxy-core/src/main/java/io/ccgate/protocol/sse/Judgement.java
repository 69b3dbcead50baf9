package io.ccgate.protocol.sse;

import org.jspecify.annotations.Nullable;

/**
 * What one event is.
 *
 * @param error null unless the verdict is {@link Verdict#ERROR}
 */
public record Judgement(Verdict verdict, @Nullable StreamError error) {
    public static final Judgement PREAMBLE = new Judgement(Verdict.PREAMBLE, null);
    public static final Judgement CONTENT = new Judgement(Verdict.CONTENT, null);
    public static final Judgement END = new Judgement(Verdict.END, null);

    public static Judgement error(String type, String message, int status) {
        return new Judgement(Verdict.ERROR, new StreamError(type, message, status));
    }
}
