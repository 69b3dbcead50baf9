package io.ccgate.observe.events;

import io.ccgate.balance.BalanceEvent;
import io.ccgate.balance.BalanceEvent.ProviderBlacklist;
import io.ccgate.balance.BalanceEvent.ProviderCooling;
import io.ccgate.balance.BalanceEvent.ProviderFailure;
import io.ccgate.balance.BalanceEvent.ProviderHealth;
import io.ccgate.balance.BalanceEvent.ProviderRecovery;
import io.ccgate.balance.BalanceEvent.ProviderSwitch;
import io.ccgate.observe.events.SystemEvent.Level;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What happens among the upstreams, in words. Pure. */
public final class BalanceEvents {
    private static final int ALL_UP_TO = 5;

    private BalanceEvents() {}

    /** A failing upstream fails often: of a long row of failures only the first ones and then fewer and fewer are worth a line. */
    public static boolean worthKeeping(BalanceEvent event) {
        return !(event instanceof ProviderFailure failure)
                || failure.inARow() <= ALL_UP_TO
                || Integer.bitCount(failure.inARow()) == 1;
    }

    /** @param names tells an upstream's name by its id */
    public static SystemEvent of(BalanceEvent event, UnaryOperator<String> names) {
        return new SystemEvent(
                event.at(),
                level(event),
                type(event),
                names.apply(event.upstream()),
                words(event, names),
                details(event, names));
    }

    private static Level level(BalanceEvent event) {
        if (event instanceof ProviderBlacklist || (event instanceof ProviderHealth health && !health.healthy())) {
            return Level.ERROR;
        }
        return event instanceof ProviderFailure || event instanceof ProviderCooling ? Level.WARNING : Level.INFO;
    }

    private static String type(BalanceEvent event) {
        return event instanceof ProviderRecovery ? "provider_recovered" : event.type();
    }

    private static Map<String, String> details(BalanceEvent event, UnaryOperator<String> names) {
        if (event instanceof ProviderFailure failure) {
            return Map.of(
                    "failure",
                    failure.failure().name().toLowerCase(Locale.ROOT),
                    "count",
                    String.valueOf(failure.inARow()));
        }
        if (event instanceof ProviderBlacklist blacklist) {
            return Map.of(
                    "count",
                    String.valueOf(blacklist.inARow()),
                    "until",
                    blacklist.until().toString());
        }
        if (event instanceof ProviderCooling cooling) {
            return cooling.model() == null
                    ? Map.of("until", cooling.until().toString())
                    : Map.of("until", cooling.until().toString(), "model", cooling.model());
        }
        return event instanceof ProviderSwitch moved ? Map.of("from", names.apply(moved.from())) : Map.of();
    }

    private static String words(BalanceEvent event, UnaryOperator<String> names) {
        if (event instanceof ProviderFailure failure) {
            return "an attempt failed (" + failure.failure().name().toLowerCase(Locale.ROOT) + "), " + failure.inARow()
                    + " in a row";
        }
        if (event instanceof ProviderBlacklist blacklist) {
            return "left out until " + blacklist.until() + " after " + blacklist.inARow() + " failures in a row";
        }
        if (event instanceof ProviderCooling cooling) {
            return (cooling.model() == null ? "all of it" : cooling.model()) + " rests until " + cooling.until();
        }
        if (event instanceof ProviderSwitch moved) {
            return "a session moved here from " + names.apply(moved.from());
        }
        if (event instanceof ProviderHealth health) {
            return health.healthy() ? "the health check succeeds again" : "the health check fails";
        }
        return "serves again";
    }
}
