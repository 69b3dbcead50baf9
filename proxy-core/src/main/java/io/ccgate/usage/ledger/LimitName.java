package io.ccgate.usage.ledger;

/** Which limit of a tenant: a span of time and what is counted in it. */
public record LimitName(Span span, Unit unit) {
    /** Calendar spans, in the tenant's time zone. A week begins on Monday. */
    public enum Span {
        DAILY,
        WEEKLY,
        MONTHLY,
        TOTAL
    }

    /** What is counted. */
    public enum Unit {
        /** Micro-dollars in numbers, dollars in messages. */
        USD,
        TOKENS,
        REQUESTS
    }

    /** As the configuration names it: {@code daily.maxUSD}. */
    @Override
    public String toString() {
        String spanKey = switch (span) {
            case DAILY -> "daily";
            case WEEKLY -> "weekly";
            case MONTHLY -> "monthly";
            case TOTAL -> "total";
        };
        String unitKey = switch (unit) {
            case USD -> "maxUSD";
            case TOKENS -> "maxTokens";
            case REQUESTS -> "maxRequests";
        };
        return spanKey + "." + unitKey;
    }
}
