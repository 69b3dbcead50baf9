package io.ccgate.config.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a tenant may spend. Absent windows and rates are unlimited.
 *
 * @param usual what holds when nothing is raised
 * @param raise a temporary change of it
 * @param maxWait longest wait in line for other requests of the tenant to end; zero refuses at once
 * @param timeZone calendar of the windows
 */
public record LimitsConfig(Allowance usual, Optional<Raise> raise, Duration maxWait, ZoneId timeZone) {
    /** No limit of any kind. */
    public static final LimitsConfig UNLIMITED =
            new LimitsConfig(Allowance.UNLIMITED, Optional.empty(), Duration.ZERO, ZoneOffset.UTC);

    /** Limits of one window of time. */
    public record Window(Optional<BigDecimal> maxUSD, OptionalLong maxTokens, OptionalLong maxRequests) {
        /** The window without any limit. */
        public static final Window UNLIMITED = new Window(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * Limits of all windows of time; each holds beside the others.
     *
     * @param fiveHour the last five hours at any moment
     * @param daily from midnight to midnight, as the two after it by the tenant's calendar
     * @param weekly from Monday
     * @param total since the records begin
     */
    public record Windows(Window fiveHour, Window daily, Window weekly, Window monthly, Window total) {
        /** No window is limited. */
        public static final Windows UNLIMITED =
                new Windows(Window.UNLIMITED, Window.UNLIMITED, Window.UNLIMITED, Window.UNLIMITED, Window.UNLIMITED);
    }

    /** Limits of the models that a pattern matches, all of them together. */
    public record ModelWindows(ModelPattern pattern, Windows windows) {}

    /**
     * Everything that limits a tenant at one time.
     *
     * @param models beside {@code windows}, not instead of them; a model may count against several
     * @param requestsPerMinute 0 means no limit, as in the two after it
     * @param maxConcurrent requests at a time
     */
    public record Allowance(
            Windows windows,
            List<ModelWindows> models,
            long requestsPerMinute,
            long tokensPerMinute,
            int maxConcurrent) {
        /** No limit of any kind. */
        public static final Allowance UNLIMITED = new Allowance(Windows.UNLIMITED, List.of(), 0, 0, 0);
    }

    /** What holds instead of the usual until a moment: the usual, with the raised values in their places. */
    public record Raise(Instant until, Allowance allowance) {}

    /** What holds at a moment, in epoch milliseconds. */
    public Allowance at(long millis) {
        return raise.isPresent() && millis < raise.get().until().toEpochMilli()
                ? raise.get().allowance()
                : usual;
    }

    /** The usual limits of a day. */
    public Window daily() {
        return usual.windows().daily();
    }
}
