package io.ccgate.admin.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Schema;
import io.ccgate.policy.RateState;
import io.ccgate.usage.ledger.LimitName;
import io.ccgate.usage.ledger.LimitState;
import io.ccgate.usage.price.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** How far each limit of a tenant is: the numbers that decide whether its next request may begin. */
public final class TenantStanding {
    /** What {@link #limits} looks like: those of all models first, in the order of the configuration. */
    public static final Schema LIMITS = Schema.list(Schema.object()
            .with("name", Schema.text().described("as tenants.json names it, such as daily.maxUSD"))
            .optional("models", Schema.text().described("the pattern; absent: all models together"))
            .with("span", Schema.oneOf("fiveHour", "daily", "weekly", "monthly", "total"))
            .with("unit", Schema.oneOf("usd", "tokens", "requests"))
            .with("used", Schema.number())
            .with("reserved", Schema.number().described("held by running requests"))
            .with("remaining", Schema.number())
            .with("limit", Schema.number())
            .optional("reset_at", Schema.instant()));

    private static final Schema PER_MINUTE = Schema.object()
            .with("limit", Schema.whole())
            .with("remaining", Schema.whole())
            .with("full_in_seconds", Schema.whole());

    /** What {@link #rates} looks like: only those that are limited. */
    public static final Schema RATES = Schema.object()
            .optional("requests_per_minute", PER_MINUTE)
            .optional("tokens_per_minute", PER_MINUTE)
            .optional(
                    "max_concurrent",
                    Schema.object()
                            .with("limit", Schema.whole())
                            .with("running", Schema.whole())
                            .with("waiting", Schema.whole())
                            .with("remaining", Schema.whole()));

    private TenantStanding() {}

    /** Every limit over a span of time that is in force, also those of a raise. */
    public static ArrayNode limits(List<LimitState> states) {
        ArrayNode limits = JsonNodeFactory.instance.arrayNode();
        for (LimitState state : states) {
            LimitName name = state.name();
            ObjectNode limit = limits.addObject().put("name", name.toString());
            if (!name.models().isEmpty()) {
                limit.put("models", name.models());
            }
            limit.put("span", name.span().key())
                    .put("unit", name.unit().name().toLowerCase(Locale.ROOT))
                    .put("used", amount(state, state.used()))
                    .put("reserved", amount(state, state.reserved()))
                    .put("remaining", amount(state, state.remaining()))
                    .put("limit", amount(state, state.limit()));
            state.resetAt().ifPresent(at -> limit.put("reset_at", at.toString()));
        }
        return limits;
    }

    private static BigDecimal amount(LimitState state, long amount) {
        return state.name().unit() == LimitName.Unit.USD ? Money.dollars(amount) : BigDecimal.valueOf(amount);
    }

    /** The rates that are limited. */
    public static ObjectNode rates(RateState state) {
        ObjectNode rates = JsonNodeFactory.instance.objectNode();
        perMinute(
                rates,
                "requests_per_minute",
                state.requestsPerMinute(),
                state.requestsRemaining(),
                state.requestsFullIn());
        perMinute(rates, "tokens_per_minute", state.tokensPerMinute(), state.tokensRemaining(), state.tokensFullIn());
        if (state.maxConcurrent() > 0) {
            rates.putObject("max_concurrent")
                    .put("limit", state.maxConcurrent())
                    .put("running", state.running())
                    .put("waiting", state.waiting())
                    .put("remaining", Math.max(0, state.maxConcurrent() - state.running()));
        }
        return rates;
    }

    private static void perMinute(ObjectNode rates, String name, long limit, long remaining, long fullInSeconds) {
        if (limit > 0) {
            rates.putObject(name)
                    .put("limit", limit)
                    .put("remaining", remaining)
                    .put("full_in_seconds", fullInSeconds);
        }
    }
}
