package io.ccgate.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.protocol.sse.EventData;
import io.ccgate.protocol.sse.EventScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes out of a Chat stream the one chunk that is there only because the gateway asked for usage: no choices, but
 * usage. Every other byte passes as it is, in slices of what came in. An event that is not yet complete is held back, in
 * a copy, only as long as it may still turn out to be that chunk.
 *
 * <p>Ownership: {@link #feed} takes over the piece; each buffer given to {@code out} is the receiver's. What is held is
 * released by {@link #finish} or {@link #close}. One filter a stream; confined to one thread.
 */
public final class UsageChunkFilter {
    /** No usage chunk is larger; a longer event is let go. */
    private static final int MAX_HELD = 16 * 1024;

    private static final byte[] CHOICES = "\"choices\"".getBytes(StandardCharsets.US_ASCII);

    private final EventScanner borders = new EventScanner();
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private boolean passing;
    private boolean done;

    /** The next piece of the body: its readable bytes. */
    public void feed(ByteBuf piece, Consumer<ByteBuf> out) {
        if (done) {
            out.accept(piece);
        } else if (held.isReadable()) {
            int scanFrom = held.writerIndex();
            ByteBuf all = held.writeBytes(piece);
            held = Unpooled.EMPTY_BUFFER;
            piece.release();
            split(all, scanFrom, out);
        } else {
            split(piece, piece.readerIndex(), out);
        }
    }

    /** The body ended: gives out what was held. */
    public void finish(Consumer<ByteBuf> out) {
        ByteBuf rest = held;
        held = Unpooled.EMPTY_BUFFER;
        if (rest.isReadable()) {
            out.accept(rest);
        } else {
            rest.release();
        }
    }

    /** Drops what is held; for a stream that nobody reads any more. */
    public void close() {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
    }

    /** Gives out what is decided of {@code all}, which it releases. */
    private void split(ByteBuf all, int scanFrom, Consumer<ByteBuf> out) {
        try {
            int end = all.writerIndex();
            int emitFrom = all.readerIndex();
            int eventFrom = emitFrom;
            int border = borders.nextBorder(all, scanFrom, end);
            while (border >= 0) {
                if (!passing && isUsageChunk(all, eventFrom, border)) {
                    done = true;
                    emit(all, emitFrom, eventFrom, out);
                    emit(all, border, end, out);
                    return;
                }
                passing = false;
                eventFrom = border;
                border = borders.nextBorder(all, border, end);
            }
            if (eventFrom < end && !passing) {
                passing = end - eventFrom > MAX_HELD || !mayBecomeUsageChunk(all, eventFrom, end);
            }
            int emitTo = passing ? end : eventFrom;
            emit(all, emitFrom, emitTo, out);
            if (emitTo < end) {
                held = all.alloc().buffer(end - emitTo).writeBytes(all, emitTo, end - emitTo);
            }
        } finally {
            all.release();
        }
    }

    private static void emit(ByteBuf all, int from, int to, Consumer<ByteBuf> out) {
        if (from < to) {
            out.accept(all.retainedSlice(from, to - from));
        }
    }

    /** False as soon as choices were seen that hold something. */
    private static boolean mayBecomeUsageChunk(ByteBuf all, int from, int to) {
        int bracket = openingBracket(all, from, to);
        if (bracket < 0) {
            return true;
        }
        int inside = skipSpace(all, bracket + 1, to);
        return inside == to || all.getByte(inside) == ']';
    }

    /** The bracket that opens {@code choices}; -1 when there is none, or none yet. */
    private static int openingBracket(ByteBuf all, int from, int to) {
        int key = indexOf(all, from, to);
        if (key < 0) {
            return -1;
        }
        int colon = skipSpace(all, key + CHOICES.length, to);
        int bracket = colon < to && all.getByte(colon) == ':' ? skipSpace(all, colon + 1, to) : to;
        return bracket < to && all.getByte(bracket) == '[' ? bracket : -1;
    }

    private static boolean isUsageChunk(ByteBuf all, int from, int to) {
        int bracket = openingBracket(all, from, to);
        if (bracket < 0 || !mayBecomeUsageChunk(all, from, to)) {
            return false;
        }
        int colon = all.indexOf(from, to, (byte) ':');
        JsonNode chunk = EventData.object(ByteBufUtil.getBytes(all, colon + 1, to - colon - 1));
        return chunk != null
                && chunk.path("choices").isArray()
                && chunk.path("choices").isEmpty()
                && chunk.path("usage").isObject();
    }

    private static int indexOf(ByteBuf all, int from, int to) {
        int i = all.indexOf(from, to, CHOICES[0]);
        while (i >= 0 && i + CHOICES.length <= to) {
            int matched = 1;
            while (matched < CHOICES.length && all.getByte(i + matched) == CHOICES[matched]) {
                matched++;
            }
            if (matched == CHOICES.length) {
                return i;
            }
            i = all.indexOf(i + 1, to, CHOICES[0]);
        }
        return -1;
    }

    private static int skipSpace(ByteBuf all, int from, int to) {
        int i = from;
        while (i < to && (all.getByte(i) == ' ' || all.getByte(i) == '\t')) {
            i++;
        }
        return i;
    }
}
