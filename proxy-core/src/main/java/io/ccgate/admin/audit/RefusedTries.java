package io.ccgate.admin.audit;

import io.ccgate.admin.api.Caller;
import io.ccgate.auth.AdminAuth;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Writes a line for each refused try to get in, through whatever door, and nothing of what was typed: a password in the wrong field is
 * one too. Thirty lines at once and one a minute at most, so that guessing pushes no change out of the log; the next line says how
 * many were left out. Any thread, also an event loop: the line is written by the executor.
 */
public final class RefusedTries implements AdminAuth.Refusals {
    private static final int MOST_AT_ONCE = 30;
    private static final long NANOS_A_LINE = Duration.ofMinutes(1).toNanos();

    private final AuditLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Executor executor;
    private long room = MOST_AT_ONCE * NANOS_A_LINE;
    private long lookedAt;
    private long leftOut;

    /** @param executor may write to the disk */
    public RefusedTries(AuditLog log, InstantSource clock, LongSupplier nanoTime, Executor executor) {
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.executor = executor;
        this.lookedAt = nanoTime.getAsLong();
    }

    @Override
    public void refused(InetAddress address, String what) {
        Optional<String> more = admit();
        if (more.isEmpty()) {
            return;
        }
        Caller nobody = new Caller(Caller.Kind.NOBODY, "", Optional.empty(), address, "");
        AuditEntry line = new AuditEntry(clock.instant(), "", nobody, "login.refused", what + more.get(), List.of());
        try {
            executor.execute(() -> log.write(line));
        } catch (RejectedExecutionException busyOrStopping) {
            leaveOut();
        }
    }

    private synchronized void leaveOut() {
        leftOut++;
    }

    /** Empty for no line; else what to say of those that got none. */
    private synchronized Optional<String> admit() {
        long now = nanoTime.getAsLong();
        room = Math.min(MOST_AT_ONCE * NANOS_A_LINE, room + now - lookedAt);
        lookedAt = now;
        if (room < NANOS_A_LINE) {
            leftOut++;
            return Optional.empty();
        }
        room -= NANOS_A_LINE;
        String more = leftOut == 0 ? "" : ", after " + leftOut + " tries without a line";
        leftOut = 0;
        return Optional.of(more);
    }
}
