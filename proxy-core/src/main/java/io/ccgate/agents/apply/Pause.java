package io.ccgate.agents.apply;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Short waits for locks of others. */
final class Pause {
    private Pause() {}

    static void millis(long millis) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a lock");
        }
    }
}
