package io.ccgate.usage.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Who waits until everything is on the disk. Anyone may begin to wait; the writer thread alone takes and completes. */
final class FlushWaiters {
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> waiters = new ConcurrentLinkedQueue<>();

    CompletableFuture<Void> add() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        waiters.add(waiter);
        return waiter;
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    List<CompletableFuture<Void>> take() {
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (CompletableFuture<Void> waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            taken.add(waiter);
        }
        return taken;
    }

    /** @param error why it could not be done; null when it was */
    static void complete(List<CompletableFuture<Void>> asked, @Nullable IOException error) {
        for (CompletableFuture<Void> waiter : asked) {
            if (error == null) {
                waiter.complete(null);
            } else {
                waiter.completeExceptionally(error);
            }
        }
    }
}
