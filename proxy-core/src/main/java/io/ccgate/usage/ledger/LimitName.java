package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;

/**
 * Which limit of a tenant: of which models, over which span of time, and what is counted in it.
 *
 * @param models the pattern of {@code limits.models}; empty for the limits of all models together
 */
public record LimitName(String models, Span span, Unit unit) {

    /** Spans of time. All but the first and the last follow the tenant's calendar. */
    public enum Span {
        /** The last five hours, to the minute. */
        FIVE_HOUR("fiveHour", -1),
        DAILY("daily", 0),
        /** From Monday. */
        WEEKLY("weekly", 1),
        MONTHLY("monthly", 2),
        TOTAL("total", 3);

        /** How many of them follow a calendar; the total is the longest of those. */
        static final int CALENDAR = 4;

        private final String key;
        private final int index;

        Span(String key, int index) {
            this.key = key;
            this.index = index;
        }

        /** From 0 below {@link #CALENDAR}; -1 for the rolling one. */
        int index() {
            return index;
        }

        /** As the configuration names it. */
        public String key() {
            return key;
        }

        Window of(Windows windows) {
            return switch (this) {
                case FIVE_HOUR -> windows.fiveHour();
                case DAILY -> windows.daily();
                case WEEKLY -> windows.weekly();
                case MONTHLY -> windows.monthly();
                case TOTAL -> windows.total();
            };
        }
    }

    /** What is counted. */
    public enum Unit {
        /** Micro-dollars in numbers, dollars in messages. */
        USD("maxUSD", 1),
        TOKENS("maxTokens", 2),
        REQUESTS("maxRequests", 3);

        private final String key;
        private final int column;

        Unit(String key, int column) {
            this.key = key;
            this.column = column;
        }

        /** Where it stands in a row that begins with a time. */
        int column() {
            return column;
        }

        /** As the configuration names its limit. */
        public String key() {
            return key;
        }
    }

    /** As the configuration names it: {@code daily.maxUSD}, {@code models.*opus*.daily.maxUSD}. */
    @Override
    public String toString() {
        String key = span.key() + '.' + unit.key();
        return models.isEmpty() ? key : "models." + models + '.' + key;
    }
}
