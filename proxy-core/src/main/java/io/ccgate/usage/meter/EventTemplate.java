package io.ccgate.usage.meter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

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

    private ByteBuf before = Unpooled.EMPTY_BUFFER;
    private ByteBuf after = Unpooled.EMPTY_BUFFER;
    private int scanned;
    private int textLength;

    /** Takes the event at {@code [from, to)} for the pattern; its text stands at {@code [text, textEnd)}. */
    void learn(ByteBuf buffer, int from, int text, int textEnd, int to) {
        if (scanned++ % PATIENCE == 0 && text - from <= LONGEST && to - textEnd <= LONGEST) {
            before = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(buffer, from, text - from));
            after = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(buffer, textEnd, to - textEnd));
        }
    }

    /** Where the event at {@code from} ends if it is another of the learned ones and all there before {@code to}; else -1. */
    int match(ByteBuf buffer, int from, int to) {
        int text = from + before.capacity();
        if (!before.isReadable() || text >= to || !ByteBufUtil.equals(before, 0, buffer, from, before.capacity())) {
            return -1;
        }
        int quote = closingQuote(buffer, text, to);
        int end = quote + after.capacity();
        if (quote < 0 || end > to || !ByteBufUtil.equals(after, 0, buffer, quote, after.capacity())) {
            return -1;
        }
        textLength = quote - text;
        return end;
    }

    /** Bytes of the text last matched, escapes as they stand. */
    int textLength() {
        return textLength;
    }

    private static int closingQuote(ByteBuf buffer, int from, int to) {
        for (int at = from; ; at++) {
            at = buffer.indexOf(at, to, (byte) '"');
            if (at < 0) {
                return -1;
            }
            int slashes = 0;
            while (at - slashes > from && buffer.getByte(at - slashes - 1) == '\\') {
                slashes++;
            }
            if ((slashes & 1) == 0) {
                return at;
            }
        }
    }
}
