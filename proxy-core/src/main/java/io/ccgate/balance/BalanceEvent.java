package io.ccgate.balance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something the operator may want to know about an upstream. Handed over on the thread that caused it. */
public sealed interface BalanceEvent {
    /** The name in the event log, for example {@code provider_blacklist}. */
    String type();

    String upstream();

    Instant at();

    /**
     * An attempt failed.
     *
     * @param inARow failures in a row, this one included
     */
    record ProviderFailure(String upstream, Instant at, FailureClass failure, int inARow) implements BalanceEvent {
        @Override
        public String type() {
            return "provider_failure";
        }
    }

    /** The upstream was taken out after too many failures in a row. */
    record ProviderBlacklist(String upstream, Instant at, int inARow, Instant until) implements BalanceEvent {
        @Override
        public String type() {
            return "provider_blacklist";
        }
    }

    /**
     * The upstream, or one model of it, is left alone for a while.
     *
     * @param model null: all of it
     */
    record ProviderCooling(
            String upstream, Instant at, @Nullable String model, Instant until) implements BalanceEvent {
        @Override
        public String type() {
            return "provider_cooling";
        }
    }

    /** An upstream that was out serves again, or the operator put it back. */
    record ProviderRecovery(String upstream, Instant at) implements BalanceEvent {
        @Override
        public String type() {
            return "provider_recovery";
        }
    }

    /**
     * A session moved.
     *
     * @param upstream where it is now
     * @param from where it was
     */
    record ProviderSwitch(String upstream, Instant at, String from) implements BalanceEvent {
        @Override
        public String type() {
            return "provider_switch";
        }
    }

    /** The result of the active health check changed. */
    record ProviderHealth(String upstream, Instant at, boolean healthy) implements BalanceEvent {
        @Override
        public String type() {
            return healthy ? "provider_healthy" : "provider_unhealthy";
        }
    }
}
