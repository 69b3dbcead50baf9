package io.ccgate.upstream;

import io.ccgate.upstream.AnswerHeadParser.MalformedAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** Cuts heads off the bytes of one connection, however the network cut them. Confined to the connection's event loop. */
final class AnswerHeadReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final AsciiString HTTP = AsciiString.cached("HTTP/1.");
    private static final AsciiString HEAD_END = AsciiString.cached("\r\n\r\n");
    private static final ByteBuf HEAD_END_BYTES = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(HEAD_END.array()))
            .asReadOnly();

    private ByteBuf partial = Unpooled.EMPTY_BUFFER;

    /** What came so far of a head, and the bytes that have come now. Takes ownership; the result is the caller's. */
    ByteBuf joined(ByteBuf buffer) {
        if (!partial.isReadable()) {
            release();
            return buffer;
        }
        ByteBuf both = partial.writeBytes(buffer);
        buffer.release();
        partial = Unpooled.EMPTY_BUFFER;
        return both;
    }

    /**
     * Reads the next head off the front of {@code all}, which becomes the reader's when it returns null or throws.
     *
     * @return null when it is not whole yet; it is kept for {@link #joined}
     * @throws MalformedAnswer when it is none, or can never become one
     */
    @Nullable
    AnswerHead next(ByteBuf all, boolean toHead) {
        try {
            int end = ByteBufUtil.indexOf(HEAD_END_BYTES, all);
            if (end < 0) {
                if (all.readableBytes() > MAX_HEAD) {
                    throw new MalformedAnswer("a head of more than " + MAX_HEAD + " bytes");
                }
                refuseHopeless(all);
                keep(all);
                return null;
            }
            byte[] bytes = new byte[end - all.readerIndex() + HEAD_END.length()];
            all.readBytes(bytes);
            AnswerHead head = AnswerHeadParser.parse(bytes, toHead);
            if (head.status() == 101) {
                throw new MalformedAnswer("a protocol switch that was not asked for");
            }
            return head;
        } catch (MalformedAnswer malformed) {
            all.release();
            throw malformed;
        }
    }

    void release() {
        partial.release();
        partial = Unpooled.EMPTY_BUFFER;
    }

    /** A head in several pieces is rare; it is copied so that it does not pin read buffers. */
    private void keep(ByteBuf all) {
        if (all.isReadOnly() || all.maxWritableBytes() < MAX_HEAD) {
            partial = Unpooled.buffer().writeBytes(all);
            all.release();
        } else {
            partial = all;
        }
    }

    /** Tells at once of what can never become a head, instead of waiting for an empty line until the time is up. */
    private static void refuseHopeless(ByteBuf all) {
        int from = all.readerIndex();
        for (int i = 0; i < Math.min(HTTP.length(), all.readableBytes()); i++) {
            if (all.getByte(from + i) != HTTP.byteAt(i)) {
                throw new MalformedAnswer("no HTTP/1.x status line");
            }
        }
        for (int lf = all.indexOf(from, all.writerIndex(), (byte) '\n');
                lf >= 0;
                lf = all.indexOf(lf + 1, all.writerIndex(), (byte) '\n')) {
            if (all.getByte(lf - 1) != '\r') {
                throw new MalformedAnswer("a line end without carriage return");
            }
        }
    }
}
