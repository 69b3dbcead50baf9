package io.ccgate.relay;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work on a whole body. A big one would hold up every other stream of the event loop, so it is done beside it and its result
 * brought back; a small one is done at once, since two changes of thread would cost more. Thread-safe.
 */
public final class HeavyWork {
    /** Bytes of the biggest body that is worked on at once: a millisecond or two of parsing. */
    static final int SMALL = 256 * 1024;

    private final Executor beside;

    public HeavyWork(Executor beside) {
        this.beside = beside;
    }

    /**
     * @param bytes of the body that is worked on
     * @param loop where {@code then} runs; the caller's own thread
     * @param work must not touch what belongs to the loop, and must copy what its owner may release meanwhile
     * @param then gets the result; whoever asked may have left by then
     * @param broken runs on the loop when the work fails, which only a fault of the gateway's own makes it do
     */
    public <T> void run(
            int bytes, Executor loop, Supplier<T> work, Consumer<T> then, Consumer<RuntimeException> broken) {
        if (bytes <= SMALL || !runBeside(loop, work, then, broken)) {
            then.accept(work.get());
        }
    }

    /** False when the gateway is stopping and nobody beside the loops is left. */
    private <T> boolean runBeside(
            Executor loop, Supplier<T> work, Consumer<T> then, Consumer<RuntimeException> broken) {
        try {
            beside.execute(() -> {
                try {
                    T result = work.get();
                    loop.execute(() -> then.accept(result));
                } catch (RuntimeException fault) {
                    loop.execute(() -> broken.accept(fault));
                }
            });
            return true;
        } catch (RejectedExecutionException stopping) {
            return false;
        }
    }
}
