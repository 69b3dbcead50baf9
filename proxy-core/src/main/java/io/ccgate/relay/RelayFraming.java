package io.ccgate.relay;

import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.upstream.AnswerHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is framed towards the client. The upstream's framing is kept wherever the client understands it, since then
 * its bytes need no touch.
 *
 * @param reframed whether the payload is framed anew
 */
record RelayFraming(
        AnswerHeadWriter.Framing head,
        boolean reframed,
        @Nullable UsageChunkFilter filter) {

    /**
     * @param eventStream a stream is never framed by length: it could neither be ended early with a word about why, nor be seen to
     *     be cut when all announced bytes came but the protocol's end did not
     * @param filter takes a chunk out of the payload; null passes everything
     */
    static RelayFraming between(
            AnswerHead answer, boolean eventStream, boolean http10, @Nullable UsageChunkFilter filter) {
        return switch (answer.framing()) {
            case NONE -> new RelayFraming(AnswerHeadWriter.Framing.AS_IS, false, null);
            case LENGTH ->
                filter == null && !eventStream
                        ? new RelayFraming(AnswerHeadWriter.Framing.AS_IS, false, null)
                        : anew(http10, filter);
            case CHUNKED ->
                filter == null && !http10
                        ? new RelayFraming(AnswerHeadWriter.Framing.CHUNKED, false, null)
                        : anew(http10, filter);
            case UNTIL_CLOSE -> anew(http10, filter);
        };
    }

    private static RelayFraming anew(boolean http10, @Nullable UsageChunkFilter filter) {
        return new RelayFraming(
                http10 ? AnswerHeadWriter.Framing.CLOSE : AnswerHeadWriter.Framing.CHUNKED, true, filter);
    }

    ClientBody body(ByteBufAllocator allocator, Consumer<ByteBuf> emit) {
        boolean chunked = head == AnswerHeadWriter.Framing.CHUNKED;
        return reframed
                ? new ClientBody.Reframed(chunked, filter, allocator, emit)
                : new ClientBody.PassThrough(chunked, emit);
    }
}
