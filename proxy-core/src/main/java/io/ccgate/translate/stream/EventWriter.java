package io.ccgate.translate.stream;

import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.FinishReason;
import io.ccgate.translate.wire.JsonOut;
import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Writes neutral events as one client protocol's stream. One per answer, confined to its event loop. */
public abstract class EventWriter implements StreamSink {
    protected final AnswerSetting setting;
    protected final JsonOut out = new JsonOut(2048);
    private TokenUsage usage = TokenUsage.NONE;
    private Finish finish = Finish.of(FinishReason.STOP);
    private boolean started;
    private boolean complete;
    private @Nullable Failure failure;

    protected EventWriter(AnswerSetting setting) {
        this.setting = setting;
    }

    /** What was written since the last drain. */
    public final JsonOut out() {
        return out;
    }

    /** The upstream's own numbers as far as seen. */
    public final TokenUsage usage() {
        return usage;
    }

    public final boolean started() {
        return started;
    }

    public final boolean complete() {
        return complete;
    }

    public final @Nullable Failure failure() {
        return failure;
    }

    protected final Finish finish() {
        return finish;
    }

    @Override
    public final void start(String id, TokenUsage soFar) {
        started = true;
        usage = soFar;
        begin(id);
    }

    protected abstract void begin(String id);

    @Override
    public final void usage(TokenUsage total) {
        usage = total;
    }

    @Override
    public final void finish(Finish reason) {
        finish = reason;
        finished();
    }

    /** The reason is known; more usage may still come. */
    protected void finished() {}

    @Override
    public final void end() {
        complete = true;
        terminal();
    }

    /** Writes the protocol's own end of a good answer. */
    protected abstract void terminal();

    @Override
    public final void failed(Failure reason) {
        failure = reason;
        if (started) {
            error(reason);
        }
    }

    /** Writes the protocol's error inside a stream. */
    protected abstract void error(Failure reason);

    @Override
    public void ping() {}
}
