package io.ccgate.usage.meter;

import io.ccgate.json.Bytes;
import java.util.Arrays;

/**
 * The bytes that the text events of one stream share: what stands before the text and what stands after it. An event that
 * equals the one learned but for its text leaves a scanner in the same state and says nothing but the text's length, so it
 * needs no scanning. A stream of tokens is almost nothing but such events. Not thread-safe.
 */
final class EventTemplate {
    /** Longer ones are not learned: they belong to events that are rare, or hold the request. */
    private static final int LONGEST = 512;
    /** Every how many scanned events another template is tried, where events never repeat. */
    private static final int PATIENCE = 4;

    private static final byte[] NOTHING = {};

    private byte[] before = NOTHING;
    private byte[] after = NOTHING;
    private int scanned;
    private int textLength;

    /** Takes the event at {@code [from, to)} for the pattern; its text stands at {@code [text, textEnd)}. */
    void learn(byte[] bytes, int from, int text, int textEnd, int to) {
        if (scanned++ % PATIENCE == 0 && text - from <= LONGEST && to - textEnd <= LONGEST) {
            before = Arrays.copyOfRange(bytes, from, text);
            after = Arrays.copyOfRange(bytes, textEnd, to);
        }
    }

    /** Where the event at {@code from} ends if it is another of the learned ones and all there before {@code to}; else -1. */
    int match(byte[] bytes, int from, int to) {
        int text = from + before.length;
        if (before.length == 0 || text >= to || !Arrays.equals(before, 0, before.length, bytes, from, text)) {
            return -1;
        }
        int quote = Bytes.closingQuote(bytes, text, to);
        int end = quote + after.length;
        if (end > to || !Arrays.equals(after, 0, after.length, bytes, quote, end)) {
            return -1;
        }
        textLength = quote - text;
        return end;
    }

    /** Bytes of the text last matched, escapes as they stand. */
    int textLength() {
        return textLength;
    }
}
