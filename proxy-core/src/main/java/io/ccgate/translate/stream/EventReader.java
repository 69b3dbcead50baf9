package io.ccgate.translate.stream;

import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.JsonScan;
import io.ccgate.translate.wire.MalformedJsonException;
import io.ccgate.translate.wire.SseSplitter;

/** Reads the events of one upstream's stream into neutral ones. One per answer, confined to its event loop. */
public abstract class EventReader implements SseSplitter.Handler {
    protected final StreamSink sink;
    protected final ToolNames names;
    protected final JsonScan scan = new JsonScan();
    private boolean over;

    protected EventReader(StreamSink sink, ToolNames names) {
        this.sink = sink;
        this.names = names;
    }

    @Override
    public final void event(byte[] data, int from, int to) {
        if (over) {
            return;
        }
        try {
            read(data, from, to);
        } catch (MalformedJsonException e) {
            fail(Failure.unreadable());
        }
    }

    /** One event's data, of any form. */
    protected abstract void read(byte[] data, int from, int to);

    /** The upstream's stream ended. If its answer had not, the sink is told of the failure. */
    public final void eof() {
        if (!over) {
            ended();
        }
        if (!over) {
            fail(Failure.truncated());
        }
    }

    /** The bytes ended before a terminal event: the last chance to find the answer complete. */
    protected void ended() {}

    /** The stream cannot go on, for a reason that stands outside its events. */
    public final void abort(Failure failure) {
        fail(failure);
    }

    protected final void fail(Failure failure) {
        if (!over) {
            over = true;
            sink.failed(failure);
        }
    }

    protected final void complete() {
        over = true;
        sink.end();
    }

    /** Whether a terminal event was seen, good or bad. */
    public final boolean over() {
        return over;
    }
}
