package io.ccgate.translate;

import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.stream.EventReader;
import io.ccgate.translate.stream.EventWriter;
import io.ccgate.translate.stream.StreamSink;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.translate.wire.MalformedJsonException;
import io.ccgate.translate.wire.SseSplitter;
import io.ccgate.usage.TokenUsage;
import io.netty.buffer.ByteBuf;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Translates one event stream as its bytes come, cut anywhere. A translated event is there as soon as the bytes of its cause
 * are. Confined to the event loop of its exchange.
 */
public final class StreamTranslation {
    private final EventWriter writer;
    private final EventReader reader;
    private final SseSplitter splitter;
    private final Function<Failure, ErrorReply> replies;
    private byte[] copy = new byte[0];

    StreamTranslation(
            EventWriter writer,
            BiFunction<StreamSink, ToolNames, EventReader> reader,
            ToolNames names,
            Function<Failure, ErrorReply> replies) {
        this.writer = writer;
        this.reader = reader.apply(writer, names);
        this.splitter = new SseSplitter(this.reader);
        this.replies = replies;
    }

    /** Reads all of {@code in} (its owner releases it) and appends what it means for the client to {@code out}. */
    public void feed(ByteBuf in, ByteBuf out) {
        int length = in.readableBytes();
        if (in.hasArray()) {
            int from = in.arrayOffset() + in.readerIndex();
            split(in.array(), from, from + length);
        } else {
            if (copy.length < length) {
                copy = new byte[length];
            }
            in.getBytes(in.readerIndex(), copy, 0, length);
            split(copy, 0, length);
        }
        in.skipBytes(length);
        writer.out().drainTo(out);
    }

    /** Feeds bytes; what they mean for the client is in {@link #out()} until that is cleared. */
    public void feed(byte[] bytes, int from, int to) {
        split(bytes, from, to);
    }

    private void split(byte[] bytes, int from, int to) {
        if (reader.over()) {
            return;
        }
        try {
            splitter.feed(bytes, from, to);
        } catch (MalformedJsonException e) {
            reader.abort(Failure.unreadable());
        }
    }

    /** The upstream's body ended. An answer that is not complete by then is told to the client as failed. */
    public void end() {
        if (!reader.over()) {
            splitter.end();
        }
        reader.eof();
    }

    /** As {@link #end()}, appending to {@code out}. */
    public void end(ByteBuf out) {
        end();
        writer.out().drainTo(out);
    }

    /** The upstream's connection broke or went silent: whatever was said last, the answer is not complete. */
    public void cut(Failure failure, ByteBuf out) {
        reader.abort(failure);
        writer.out().drainTo(out);
    }

    /** Appends what keeps a waiting client's connection alive, if its protocol has something harmless. */
    public void keepAlive(ByteBuf out) {
        if (!reader.over()) {
            writer.ping();
            writer.out().drainTo(out);
        }
    }

    public JsonOut out() {
        return writer.out();
    }

    /** Whether anything of the answer has come: until then a failure can still be an HTTP error. */
    public boolean started() {
        return writer.started();
    }

    /** Whether the client has the whole answer, terminal event included. */
    public boolean complete() {
        return writer.complete();
    }

    /** What made the stream fail; null while it did not. */
    public @Nullable Failure failure() {
        return writer.failure();
    }

    /** The failure as an HTTP answer, for when nothing was sent yet; null while there is none. */
    public @Nullable ErrorReply errorReply() {
        Failure failure = writer.failure();
        return failure == null ? null : replies.apply(failure);
    }

    /** The upstream's own numbers as far as seen. */
    public TokenUsage usage() {
        return writer.usage();
    }
}
