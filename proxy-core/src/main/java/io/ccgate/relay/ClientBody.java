package io.ccgate.relay;

import io.ccgate.error.GatewayError;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.translate.StreamTranslation;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.model.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what comes from the upstream into what goes to the client. Usually nothing needs turning: {@link PassThrough} hands the
 * upstream's frames on as they are. Only where the two sides frame differently, or a chunk must go missing, is the payload
 * framed anew. Confined to one event loop; emitted buffers belong to the receiver.
 */
abstract sealed class ClientBody {
    final Consumer<ByteBuf> emit;

    private ClientBody(Consumer<ByteBuf> emit) {
        this.emit = emit;
    }

    /** Payload, to look at; comes before the frames that hold it. */
    abstract void payload(ByteBuf buffer, int index, int length);

    /** The same bytes with their framing; takes ownership. */
    abstract void frames(ByteBuf buffer);

    abstract void end();

    /** How a translated stream says that it breaks off; null where the gateway words it itself. Belongs to the caller. */
    @Nullable
    ByteBuf lastWord(GatewayError error, String message) {
        return null;
    }

    /** A translated stream's keep-alive, maybe empty; null where the gateway chooses it itself. Belongs to the caller. */
    @Nullable
    ByteBuf keepAlive() {
        return null;
    }

    /** Releases what is held for an answer that will not be completed. */
    void close() {}

    /** Whether bytes of our own may be inserted, when the upstream stands between two frames or not. */
    abstract boolean takesOwn(boolean betweenFrames);

    /** Frames bytes of the gateway's own for insertion between two frames; takes ownership. */
    abstract ByteBuf framed(ByteBuf own, ByteBufAllocator allocator);

    /** Same framing on both sides: the bytes go on untouched. */
    static final class PassThrough extends ClientBody {
        private final boolean chunked;

        PassThrough(boolean chunked, Consumer<ByteBuf> emit) {
            super(emit);
            this.chunked = chunked;
        }

        @Override
        void payload(ByteBuf buffer, int index, int length) {}

        @Override
        void frames(ByteBuf buffer) {
            emit.accept(buffer);
        }

        @Override
        void end() {}

        @Override
        boolean takesOwn(boolean betweenFrames) {
            return betweenFrames;
        }

        @Override
        ByteBuf framed(ByteBuf own, ByteBufAllocator allocator) {
            return chunked ? chunk(own, allocator) : own;
        }
    }

    /** Frames of the gateway's own: chunks, or bare bytes that end with the connection. */
    private abstract static sealed class Framed extends ClientBody {
        private final boolean chunked;
        final ByteBufAllocator allocator;

        Framed(boolean chunked, ByteBufAllocator allocator, Consumer<ByteBuf> emit) {
            super(emit);
            this.chunked = chunked;
            this.allocator = allocator;
        }

        /** Takes ownership. */
        final void send(ByteBuf bytes) {
            if (bytes.isReadable()) {
                emit.accept(framed(bytes, allocator));
            } else {
                bytes.release();
            }
        }

        final void sendEnd() {
            if (chunked) {
                emit.accept(LAST_CHUNK.duplicate());
            }
        }

        @Override
        final void frames(ByteBuf buffer) {
            buffer.release();
        }

        @Override
        final boolean takesOwn(boolean betweenFrames) {
            return true;
        }

        @Override
        final ByteBuf framed(ByteBuf own, ByteBufAllocator to) {
            return chunked ? chunk(own, to) : own;
        }
    }

    /** The payload in new frames. */
    static final class Reframed extends Framed {
        private final @Nullable UsageChunkFilter filter;

        /** @param filter takes a chunk out that the client did not ask for; null passes everything */
        Reframed(
                boolean chunked,
                @Nullable UsageChunkFilter filter,
                ByteBufAllocator allocator,
                Consumer<ByteBuf> emit) {
            super(chunked, allocator, emit);
            this.filter = filter;
        }

        @Override
        void payload(ByteBuf buffer, int index, int length) {
            if (filter == null) {
                send(buffer.retainedSlice(index, length));
            } else {
                filter.feed(buffer.retainedSlice(index, length), this::send);
            }
        }

        @Override
        void end() {
            if (filter != null) {
                filter.finish(this::send);
            }
            sendEnd();
        }

        @Override
        void close() {
            if (filter != null) {
                filter.close();
            }
        }
    }

    /** The payload in the client's protocol. */
    static final class Translated extends Framed {
        private final StreamTranslation translation;
        private final @Nullable Recording recording;

        /** @param recording gets what the client gets; null when nothing is recorded */
        Translated(
                boolean chunked,
                StreamTranslation translation,
                ByteBufAllocator allocator,
                @Nullable Recording recording,
                Consumer<ByteBuf> emit) {
            super(chunked, allocator, emit);
            this.recording = recording;
            this.translation = translation;
        }

        @Override
        void payload(ByteBuf buffer, int index, int length) {
            ByteBuf out = allocator.buffer(length + 128);
            translation.feed(buffer.slice(index, length), out);
            send(recorded(out));
        }

        private ByteBuf recorded(ByteBuf bytes) {
            if (recording != null) {
                recording.answerBody(bytes);
            }
            return bytes;
        }

        @Override
        void end() {
            ByteBuf out = allocator.buffer();
            translation.end(out);
            send(recorded(out));
            sendEnd();
        }

        @Override
        ByteBuf lastWord(GatewayError error, String message) {
            ByteBuf out = allocator.buffer();
            translation.cut(new Failure(error.type(), 0, message, error.code()), out);
            return out;
        }

        @Override
        ByteBuf keepAlive() {
            ByteBuf out = allocator.buffer(64);
            translation.keepAlive(out);
            return out;
        }

        @Nullable
        ErrorReply earlyError() {
            return translation.errorReply();
        }
    }

    /** One chunk of the chunked transfer coding (RFC 9112, section 7.1) around the bytes. */
    private static ByteBuf chunk(ByteBuf bytes, ByteBufAllocator allocator) {
        ByteBuf size = allocator.buffer(12);
        ByteBufUtil.writeAscii(size, Integer.toHexString(bytes.readableBytes()));
        ByteBufUtil.writeShortBE(size, '\r' << 8 | '\n');
        return allocator.compositeBuffer(3).addComponents(true, size, bytes, CRLF.duplicate());
    }

    private static final ByteBuf LAST_CHUNK = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("0\r\n\r\n", StandardCharsets.US_ASCII).asReadOnly());

    private static final ByteBuf CRLF = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("\r\n", StandardCharsets.US_ASCII).asReadOnly());
}
