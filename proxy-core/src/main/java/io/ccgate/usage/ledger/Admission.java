package io.ccgate.usage.ledger;

import io.ccgate.usage.price.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The answer to "may this tenant spend more now?". */
public sealed interface Admission {
    /** Yes; {@code reservation} must be settled or released when the request ends, on every path. */
    record Granted(Reservation reservation) implements Admission {}

    /**
     * No: a limit is reached.
     *
     * @param used what finished requests used: micro-dollars, tokens or requests
     * @param reserved what running requests may still use, same unit
     * @param limit same unit
     * @param resetAt when the span ends; empty for the total
     */
    record Refused(LimitName name, long used, long reserved, long limit, Optional<Instant> resetAt)
            implements Admission {

        /**
         * Whether only requests still running stand in the way, so that trying again in a moment may work. False: the
         * limit is used up and trying again before {@link #resetAt()} cannot help.
         */
        public boolean temporary() {
            return used < limit;
        }

        /** Time until the span ends; empty for the total. Never negative. */
        public Optional<Duration> resetIn(Instant now) {
            return resetAt.map(at -> at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO);
        }

        /** {@code used} for people: dollars with their sign for money, else a plain number. */
        public String usedText() {
            return text(used);
        }

        public String limitText() {
            return text(limit);
        }

        private String text(long amount) {
            return name.unit() == LimitName.Unit.USD
                    ? "$" + Money.dollars(amount).toPlainString()
                    : Long.toString(amount);
        }
    }

    /** No: the model has no price and the configuration turns such models away. */
    record Unpriced(String model) implements Admission {}
}
