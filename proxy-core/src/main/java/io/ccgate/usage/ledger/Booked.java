package io.ccgate.usage.ledger;

import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Money;

/**
 * The numbers of one usage record, as ledger and queries count them.
 *
 * @param timestamp end of the request in epoch milliseconds
 * @param model never empty
 * @param upstream id; empty when unknown
 * @param agent {@link io.ccgate.config.model.Agent#id()}; empty in files that do not say
 * @param session empty when none
 * @param subagent the sub-agent within the session; empty for the main one
 * @param duration milliseconds
 * @param counted whether it counts against limits on the number of requests
 * @param requests 1; 0 for an amount that belongs to a request which is counted elsewhere, such as a failed attempt
 *     or a correction
 * @param correction whether it only corrects what an earlier record cost; its amounts may be negative
 */
public record Booked(
        long timestamp,
        String model,
        String upstream,
        String agent,
        String session,
        String subagent,
        Amounts amounts,
        long duration,
        boolean error,
        boolean counted,
        int requests,
        CacheMoney cache,
        boolean correction) {

    /** Name under which requests are counted that named no model. */
    public static final String NO_MODEL = "unknown";

    public Booked {
        model = model.isEmpty() ? NO_MODEL : model;
    }

    /** A whole request. */
    public static Booked request(
            long timestamp,
            String model,
            String upstream,
            String agent,
            String session,
            String subagent,
            Amounts amounts,
            long duration,
            boolean error,
            boolean counted,
            CacheMoney cache) {
        return new Booked(
                timestamp, model, upstream, agent, session, subagent, amounts, duration, error, counted, 1, cache,
                false);
    }

    /**
     * Whether a request counts against limits on the number of requests: a token count or a model list does not, and neither does
     * what failed and used nothing, so that an outage of upstreams eats up nobody's allowance.
     */
    public static boolean counts(boolean billable, boolean error, long tokens) {
        return billable && !(error && tokens == 0);
    }

    /** From what a request used and cost. */
    public static Booked of(
            long timestamp,
            String model,
            String upstream,
            String agent,
            String session,
            String subagent,
            TokenUsage usage,
            Cost cost,
            long duration,
            boolean error,
            boolean counted) {
        return request(
                timestamp,
                model,
                upstream,
                agent,
                session,
                subagent,
                amounts(usage, cost),
                duration,
                error,
                counted,
                CacheMoney.of(cost.cache()));
    }

    private static Amounts amounts(TokenUsage usage, Cost cost) {
        return new Amounts(
                usage.input(),
                usage.output(),
                usage.cacheCreation(),
                usage.cacheRead(),
                Money.micros(cost.inputPico()),
                Money.micros(cost.outputPico()),
                Money.micros(cost.cacheCreationPico()),
                Money.micros(cost.cacheReadPico()),
                cost.totalMicros());
    }

    /** What an earlier record's cost changes by. */
    public static Booked correction(
            long timestamp,
            String model,
            String upstream,
            String agent,
            String session,
            String subagent,
            Amounts change,
            CacheMoney cache) {
        return new Booked(
                timestamp, model, upstream, agent, session, subagent, change, 0, false, false, 0, cache, true);
    }

    /** What another attempt of this request used at its own upstream: amounts, but no request. */
    public Booked aside(String otherUpstream, TokenUsage usage, Cost cost) {
        return aside(otherUpstream, amounts(usage, cost), CacheMoney.of(cost.cache()));
    }

    /** The same, read back. */
    public Booked aside(String otherUpstream, Amounts used, CacheMoney its) {
        return new Booked(
                timestamp, model, otherUpstream, agent, session, subagent, used, 0, false, false, 0, its, false);
    }

    /** What is left of this record when a part of it is counted elsewhere. */
    public Booked without(Booked part) {
        return new Booked(
                timestamp,
                model,
                upstream,
                agent,
                session,
                subagent,
                amounts.minus(part.amounts),
                duration,
                error,
                counted,
                requests,
                cache,
                correction);
    }

    public long tokens() {
        return amounts.tokens();
    }

    public long totalCost() {
        return amounts.totalCost();
    }
}
