package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Outcome;
import io.ccgate.exchange.Passport;
import io.ccgate.exchange.Stamp;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.AttemptSteps;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.UsageEstimate;
import io.ccgate.usage.meter.Reading;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What each attempt of an exchange used, whether it served or not: an upstream that had begun to answer charges for it. Confined to
 * the exchange's event loop.
 */
final class AttemptAccounts {
    /** The provider has the request and may bill it, but gave no sign before it was given up. */
    private static final Reading NOTHING_SEEN = new Reading(TokenUsage.NONE, false, false, null, 0);

    private static final String UPSTREAM_CUT = "upstream_cut";

    private final Exchange exchange;
    private final LongSupplier nanoTime;

    AttemptAccounts(Exchange exchange, LongSupplier nanoTime) {
        this.exchange = exchange;
        this.nanoTime = nanoTime;
    }

    /** @param estimatedBecause null when the tokens are the upstream's own whole account */
    private record Counted(TokenUsage tokens, @Nullable String estimatedBecause) {
        static final Counted NOTHING = new Counted(TokenUsage.NONE, null);
    }

    void served(Attempt attempt, @Nullable String error, @Nullable Reading reading) {
        note(attempt, attempt.status(), error, counted(attempt, reading, null));
    }

    void broken(Attempt attempt, GatewayError error, @Nullable Reading reading) {
        note(attempt, attempt.status(), error.code(), counted(attempt, reading, UPSTREAM_CUT));
    }

    /** The client left it, or the gateway stops. */
    void abandoned(Attempt attempt, GatewayError why, @Nullable Reading reading) {
        boolean ours = why.source() == GatewayError.Source.GATEWAY;
        note(
                attempt,
                attempt.status(),
                why.code(),
                counted(attempt, reading, ours ? "gateway_stopped" : "client_gone"));
    }

    /**
     * An upstream that answered with an error, or broke off before it answered at all, charges nothing; one that had begun to answer
     * does, and so does one that still worked when it was given up.
     */
    void failed(Attempt attempt, AttemptFailure failure) {
        Reading begun = attempt.seen();
        boolean givenUp = failure.status() == 0 && failure.error().type() == GatewayError.Type.TIMEOUT;
        Counted counted = Counted.NOTHING;
        if (begun != null) {
            counted = counted(attempt, begun, UPSTREAM_CUT);
        } else if (givenUp) {
            counted = counted(attempt, null, "upstream_timeout");
        }
        note(attempt, failure.status(), failure.error().code(), counted);
    }

    /** How the exchange ends, with what all attempts used together. */
    Outcome outcome(Candidate last, int status, @Nullable String error, long bytes) {
        return new Outcome(status, error, last.upstream(), last.model(), spent(), estimatedBecause(), bytes);
    }

    /** What all attempts used together. */
    TokenUsage spent() {
        List<AttemptRecord> attempts = exchange.attempts();
        TokenUsage spent = attempts.isEmpty()
                ? TokenUsage.NONE
                : attempts.get(attempts.size() - 1).tokens();
        for (int i = 0; i < attempts.size() - 1; i++) {
            spent = spent.plus(attempts.get(i).tokens());
        }
        return spent;
    }

    /** Why some of that is an estimate, the last attempt's reason first; null when all of it was told. */
    @Nullable
    String estimatedBecause() {
        List<AttemptRecord> attempts = exchange.attempts();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            String because = attempts.get(i).estimatedBecause();
            if (because != null) {
                return because;
            }
        }
        return null;
    }

    /** @param cutBecause why the answer is not whole; null when it is */
    private Counted counted(Attempt attempt, @Nullable Reading reading, @Nullable String cutBecause) {
        Reading seen = reading;
        if (seen == null && cutBecause != null && attempt.metered() && attempt.sent()) {
            seen = NOTHING_SEEN;
        }
        if (seen == null) {
            return Counted.NOTHING;
        }
        if (seen.usageSeen() && (seen.complete() || cutBecause == null)) {
            return new Counted(seen.usage(), null);
        }
        String because = UsageEstimate.because(seen);
        return new Counted(
                UsageEstimate.fill(seen, exchange.body().size()),
                because == null || cutBecause == null ? because : cutBecause);
    }

    private void note(Attempt attempt, int status, @Nullable String error, Counted counted) {
        long now = nanoTime.getAsLong();
        exchange.attempts()
                .add(new AttemptRecord(
                        attempt.candidate().upstream().id(),
                        attempt.candidate().model(),
                        status,
                        error,
                        TimeUnit.NANOSECONDS.toMillis(now - attempt.startedAt()),
                        counted.tokens(),
                        counted.estimatedBecause(),
                        steps(attempt, now)));
    }

    private AttemptSteps steps(Attempt attempt, long now) {
        Passport passport = exchange.passport();
        return new AttemptSteps(
                passport.micros(Stamp.STARTED, Stamp.ATTEMPT_STARTED),
                step(passport, attempt, Stamp.CONNECTED),
                step(passport, attempt, Stamp.REQUEST_SENT),
                step(passport, attempt, Stamp.ANSWER_HEAD),
                step(passport, attempt, Stamp.FIRST_CONTENT),
                TimeUnit.NANOSECONDS.toMicros(now - passport.at(Stamp.STARTED)));
    }

    /** The passport keeps the newest stamp of each kind: one from before this attempt began is an earlier attempt's. */
    private static long step(Passport passport, Attempt attempt, Stamp stamp) {
        return passport.has(stamp) && passport.at(stamp) >= attempt.startedAt()
                ? passport.micros(Stamp.STARTED, stamp)
                : -1;
    }
}
