package io.ccgate.usage.ledger;

import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Money;

/**
 * The numbers of one usage record, as ledger and queries count them. Amounts are micro-dollars, each rounded on its own
 * as the record shows it; {@code totalCost} is the rounded exact total.
 *
 * @param timestamp end of the request in epoch milliseconds
 * @param model never empty
 * @param upstream id; empty when unknown
 * @param agent {@link io.ccgate.config.model.Agent#id()}; empty in files that do not say
 * @param session empty when none
 * @param subagent the sub-agent within the session; empty for the main one
 * @param cacheCreation written to a cache, of any life
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
        long input,
        long output,
        long cacheCreation,
        long cacheRead,
        long inputCost,
        long outputCost,
        long cacheCreationCost,
        long cacheReadCost,
        long totalCost,
        long duration,
        boolean error,
        boolean counted,
        int requests,
        CacheMoney cache,
        boolean correction) {

    /** Name under which requests are counted that named no model. */
    public static final String NO_MODEL = "unknown";

    /** A whole request of no sub-agent. */
    public Booked(
            long timestamp,
            String model,
            String upstream,
            String agent,
            String session,
            long input,
            long output,
            long cacheCreation,
            long cacheRead,
            long inputCost,
            long outputCost,
            long cacheCreationCost,
            long cacheReadCost,
            long totalCost,
            long duration,
            boolean error,
            boolean counted) {
        this(
                timestamp,
                model,
                upstream,
                agent,
                session,
                "",
                input,
                output,
                cacheCreation,
                cacheRead,
                inputCost,
                outputCost,
                cacheCreationCost,
                cacheReadCost,
                totalCost,
                duration,
                error,
                counted,
                1,
                CacheMoney.NONE,
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
        return new Booked(
                timestamp,
                model.isEmpty() ? NO_MODEL : model,
                upstream,
                agent,
                session,
                subagent,
                usage.input(),
                usage.output(),
                usage.cacheCreation(),
                usage.cacheRead(),
                Money.micros(cost.inputPico()),
                Money.micros(cost.outputPico()),
                Money.micros(cost.cacheCreationPico()),
                Money.micros(cost.cacheReadPico()),
                cost.totalMicros(),
                duration,
                error,
                counted,
                1,
                CacheMoney.of(cost.cache()),
                false);
    }

    /** What an earlier record's cost changes by. */
    public static Booked correction(
            long timestamp,
            String model,
            String upstream,
            String agent,
            String session,
            String subagent,
            long inputCost,
            long outputCost,
            long cacheCreationCost,
            long cacheReadCost,
            long totalCost,
            CacheMoney cache) {
        return new Booked(
                timestamp,
                model.isEmpty() ? NO_MODEL : model,
                upstream,
                agent,
                session,
                subagent,
                0,
                0,
                0,
                0,
                inputCost,
                outputCost,
                cacheCreationCost,
                cacheReadCost,
                totalCost,
                0,
                false,
                false,
                0,
                cache,
                true);
    }

    /** What another attempt of this request used at its own upstream: amounts, but no request. */
    public Booked aside(String otherUpstream, TokenUsage usage, Cost cost) {
        Booked alone = of(timestamp, model, otherUpstream, agent, session, subagent, usage, cost, 0, false, false);
        return alone.counting(0);
    }

    private Booked counting(int otherRequests) {
        return new Booked(
                timestamp,
                model,
                upstream,
                agent,
                session,
                subagent,
                input,
                output,
                cacheCreation,
                cacheRead,
                inputCost,
                outputCost,
                cacheCreationCost,
                cacheReadCost,
                totalCost,
                duration,
                error,
                counted,
                otherRequests,
                cache,
                correction);
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
                input - part.input,
                output - part.output,
                cacheCreation - part.cacheCreation,
                cacheRead - part.cacheRead,
                inputCost - part.inputCost,
                outputCost - part.outputCost,
                cacheCreationCost - part.cacheCreationCost,
                cacheReadCost - part.cacheReadCost,
                totalCost - part.totalCost,
                duration,
                error,
                counted,
                requests,
                cache,
                correction);
    }

    public long tokens() {
        return input + output + cacheCreation + cacheRead;
    }
}
