package io.ccgate.balance;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, seen from the upstream's side. */
public sealed interface Outcome {
    /** The upstream did its work. */
    Outcome SERVED = new Served();

    /** The upstream answered that the request itself is wrong. */
    Outcome CLIENT_FAULT = new ClientFault();

    /** The attempt was given up for a reason that says nothing of the upstream: the client left, we are stopping. */
    Outcome CANCELLED = new Cancelled();

    /** A good answer, complete; ends a row of failures. */
    record Served() implements Outcome {}

    /** Neither good nor bad for the upstream. */
    record ClientFault() implements Outcome {}

    /** Neither good nor bad for the upstream. */
    record Cancelled() implements Outcome {}

    /** @param retryAfter how long the upstream asked to be left alone; null when it did not say */
    record Failed(FailureClass failure, @Nullable Duration retryAfter) implements Outcome {}

    /** A failure that came without an answer, or whose answer named no time. */
    static Outcome failed(FailureClass failure) {
        return new Failed(failure, null);
    }

    /**
     * Reads an HTTP status. A 4xx that is not listed is the client's own fault and never counts against an upstream: a
     * gateway that blacklists on 400 or 404 can be emptied by one client.
     *
     * @param retryAfter from {@link RetryAfter}; null when the answer named none
     */
    static Outcome ofStatus(int status, @Nullable Duration retryAfter) {
        if (status < 400) {
            return SERVED;
        }
        return switch (status) {
            case 401, 402, 403 -> new Failed(FailureClass.CREDENTIAL, retryAfter);
            case 408, 504 -> new Failed(FailureClass.TIMEOUT, retryAfter);
            case 429 -> new Failed(FailureClass.RATE_LIMITED, retryAfter);
            case 503, 529 -> new Failed(FailureClass.OVERLOADED, retryAfter);
            default -> status < 500 ? CLIENT_FAULT : new Failed(FailureClass.SERVER, retryAfter);
        };
    }
}
