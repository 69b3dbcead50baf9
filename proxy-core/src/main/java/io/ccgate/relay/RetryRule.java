package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Outcome;
import io.ccgate.config.model.LoadBalancerConfig.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Which upstream is asked next, and when. Another one is asked at once, as long as attempts are left and the attempt that failed began
 * within the time budget. When all have been asked and {@code retry.delay} is set, those whose failure may pass are asked again
 * after that pause. Only for the time before the client has seen anything. Pure but for its memory of one exchange.
 */
final class RetryRule {
    private final Retry limits;
    private final RandomGenerator random;
    private final long startedAt;

    private List<Candidate> round;
    private @Nullable List<Failed> mayPass;
    private int next;
    private int attempts;

    /** @param until reading of the monotonic clock from which the upstream may be asked again */
    private record Failed(Candidate candidate, long until) {}

    /**
     * @param startedAt reading of the monotonic clock
     * @param random for the pauses, so that requests that failed together do not come back together
     */
    RetryRule(Retry limits, List<Candidate> candidates, long startedAt, RandomGenerator random) {
        this.limits = limits;
        this.round = candidates;
        this.startedAt = startedAt;
        this.random = random;
    }

    /** The next upstream of this round; null when all have been asked. */
    @Nullable
    Candidate next() {
        return next < round.size() ? round.get(next++) : null;
    }

    boolean hasNext() {
        return next < round.size();
    }

    /** An attempt begins at the upstream that {@link #next} named. */
    void began() {
        attempts++;
    }

    /** Attempts begun so far. */
    int attempts() {
        return attempts;
    }

    /** Whether another attempt may follow one that began at the given time, as far as can be told before it fails. */
    boolean mayFollow(long attemptStartedAt) {
        return attempts < limits.maxAttempts()
                && attemptStartedAt - startedAt < limits.budget().toNanos()
                && (next < round.size() || limits.delay().toNanos() > 0);
    }

    /** Remembers an upstream whose failure may have passed after a pause. */
    void failed(Candidate candidate, Outcome outcome, long now) {
        if (limits.delay().isZero() || candidate.guess() || !(outcome instanceof Outcome.Failed failure)) {
            return;
        }
        if (mayPass(failure.failure())) {
            List<Failed> remembered = mayPass;
            if (remembered == null) {
                remembered = new ArrayList<>(round.size());
                mayPass = remembered;
            }
            Duration wait = failure.retryAfter();
            remembered.add(new Failed(candidate, wait == null ? now : now + wait.toNanos()));
        }
    }

    /** A refused key is refused again, and an upstream that was given up for its slowness may still be working, at a price. */
    private static boolean mayPass(FailureClass failure) {
        return switch (failure) {
            case CONNECT, SERVER, OVERLOADED, CUT, RATE_LIMITED -> true;
            case CREDENTIAL, TIMEOUT -> false;
        };
    }

    /**
     * Begins another round, of the upstreams that may be asked again after the pause.
     *
     * @return nanoseconds to wait before {@link #next}; -1 when there is no further round
     */
    long pause(long now) {
        List<Failed> remembered = mayPass;
        mayPass = null;
        if (remembered == null || attempts >= limits.maxAttempts()) {
            return -1;
        }
        long left = startedAt + limits.budget().toNanos() - now;
        long delay = limits.delay().toNanos();
        if (delay >= left) {
            return -1;
        }
        long pause = Math.min(delay + random.nextLong(delay / 2 + 1), left);
        List<Candidate> again = new ArrayList<>(remembered.size());
        for (Failed each : remembered) {
            // Who asked to be left alone for longer gets its wish: its client is told of it, and knows better how to
            // wait.
            if (each.until - now <= pause) {
                again.add(each.candidate);
            }
        }
        if (again.isEmpty()) {
            return -1;
        }
        round = again;
        next = 0;
        return pause;
    }
}
