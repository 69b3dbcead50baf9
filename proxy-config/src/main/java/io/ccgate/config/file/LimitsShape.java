package io.ccgate.config.file;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Raise;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code limits} of a tenant. */
final class LimitsShape {

    // --- one window
    private static final Key<BigDecimal> MAX_USD = Key.of("maxUSD", Numbers.decimal(), "Most US dollars.");
    private static final Key<Long> MAX_TOKENS =
            Key.of("maxTokens", Numbers.whole(0, Long.MAX_VALUE), "Most tokens, of all kinds together.");
    private static final Key<Long> MAX_REQUESTS =
            Key.of("maxRequests", Numbers.whole(0, Long.MAX_VALUE), "Most requests.");
    private static final Shape<Window> WINDOW = Shape.of(
            "Limits of one window of time; an absent one does not limit.",
            in -> new Window(in.find(MAX_USD), number(in, MAX_TOKENS), number(in, MAX_REQUESTS)),
            MAX_USD,
            MAX_TOKENS,
            MAX_REQUESTS);

    // --- all windows
    private static final Key<Window> FIVE_HOUR = window("fiveHour", "The last five hours at any moment.");
    private static final Key<Window> DAILY = window("daily", "From midnight to midnight.");
    private static final Key<Window> WEEKLY = window("weekly", "From Monday to Sunday.");
    private static final Key<Window> MONTHLY = window("monthly", "By calendar month.");
    private static final Key<Window> TOTAL = window("total", "For ever.");
    private static final Shape<Windows> MODEL = Shape.of(
            "Limits of the models a pattern matches, all of them together.",
            LimitsShape::windows,
            FIVE_HOUR,
            DAILY,
            WEEKLY,
            MONTHLY,
            TOTAL);
    private static final Key<Map<String, Windows>> MODELS = Key.of(
                    "models",
                    Types.map("pattern", MODEL),
                    "Further limits by model name or pattern, such as *opus*; each holds beside the others.")
            .or(Map.of());

    // --- rates
    private static final Key<Long> REQUESTS_PER_MINUTE = Key.of(
                    "requestsPerMinute", Numbers.whole(0, Long.MAX_VALUE), "0 means no limit.")
            .or(0);
    private static final Key<Long> TOKENS_PER_MINUTE = Key.of(
                    "tokensPerMinute", Numbers.whole(0, Long.MAX_VALUE), "0 means no limit.")
            .or(0);
    private static final Key<Integer> MAX_CONCURRENT = Key.of(
                    "maxConcurrent", Numbers.integer(0, Integer.MAX_VALUE), "Requests at a time; 0 means no limit.")
            .or(0);

    // --- a raise
    private static final Key<Instant> UNTIL = Key.of("until", Quantities.instant(), "When the usual limits hold again.")
            .required();

    /** What the file says of a raise; it needs the usual limits to become one. */
    private record Raised(
            Instant until,
            Windows windows,
            Map<String, Windows> models,
            Optional<Long> requestsPerMinute,
            Optional<Long> tokensPerMinute,
            Optional<Integer> maxConcurrent) {

        Raise over(Allowance usual) {
            return new Raise(
                    until,
                    new Allowance(
                            merged(windows, usual.windows()),
                            mergedModels(usual.models()),
                            requestsPerMinute.orElse(usual.requestsPerMinute()),
                            tokensPerMinute.orElse(usual.tokensPerMinute()),
                            maxConcurrent.orElse(usual.maxConcurrent())));
        }

        private List<ModelWindows> mergedModels(List<ModelWindows> usual) {
            Map<String, Windows> all = new LinkedHashMap<>();
            usual.forEach(one -> all.put(one.pattern().text(), one.windows()));
            models.forEach((pattern, raised) -> all.merge(pattern, raised, (old, now) -> merged(now, old)));
            return list(all);
        }
    }

    private static final Shape<Raised> RAISE = Shape.of(
            "Other limits for a while: each value stands instead of the usual one until the date.",
            in -> new Raised(
                    in.get(UNTIL),
                    windows(in),
                    in.get(MODELS),
                    in.find(REQUESTS_PER_MINUTE),
                    in.find(TOKENS_PER_MINUTE),
                    in.find(MAX_CONCURRENT)),
            UNTIL,
            FIVE_HOUR,
            DAILY,
            WEEKLY,
            MONTHLY,
            TOTAL,
            MODELS,
            REQUESTS_PER_MINUTE,
            TOKENS_PER_MINUTE,
            MAX_CONCURRENT);
    private static final Key<Raised> RAISE_KEY = Key.of("raise", RAISE, RAISE.description());

    // --- the whole
    private static final Key<Duration> MAX_WAIT = Key.of(
                    "maxWait",
                    Quantities.duration(Duration.ZERO),
                    "Longest wait in line while other requests of the tenant hold what this one needs; 0 refuses at"
                            + " once.")
            .or("10s");
    private static final Key<ZoneId> TIME_ZONE =
            Key.of("timeZone", Quantities.zone(), "Calendar of the windows.").or("UTC");
    static final Shape<LimitsConfig> LIMITS = Shape.of(
            "What the tenant may spend; all limits hold at once.",
            LimitsShape::limits,
            FIVE_HOUR,
            DAILY,
            WEEKLY,
            MONTHLY,
            TOTAL,
            MODELS,
            REQUESTS_PER_MINUTE,
            TOKENS_PER_MINUTE,
            MAX_CONCURRENT,
            MAX_WAIT,
            TIME_ZONE,
            RAISE_KEY);

    private LimitsShape() {}

    private static Key<Window> window(String name, String description) {
        return Key.of(name, WINDOW, description).or(Map.of());
    }

    private static OptionalLong number(Values in, Key<Long> key) {
        return in.find(key).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Windows windows(Values in) {
        return new Windows(in.get(FIVE_HOUR), in.get(DAILY), in.get(WEEKLY), in.get(MONTHLY), in.get(TOTAL));
    }

    private static LimitsConfig limits(Values in) {
        Allowance usual = new Allowance(
                windows(in),
                list(in.get(MODELS)),
                in.get(REQUESTS_PER_MINUTE),
                in.get(TOKENS_PER_MINUTE),
                in.get(MAX_CONCURRENT));
        return new LimitsConfig(
                usual, in.find(RAISE_KEY).map(raise -> raise.over(usual)), in.get(MAX_WAIT), in.get(TIME_ZONE));
    }

    private static List<ModelWindows> list(Map<String, Windows> models) {
        List<ModelWindows> list = new ArrayList<>(models.size());
        models.forEach((pattern, windows) -> list.add(new ModelWindows(new ModelPattern(pattern), windows)));
        return List.copyOf(list);
    }

    private static Windows merged(Windows over, Windows usual) {
        return new Windows(
                merged(over.fiveHour(), usual.fiveHour()),
                merged(over.daily(), usual.daily()),
                merged(over.weekly(), usual.weekly()),
                merged(over.monthly(), usual.monthly()),
                merged(over.total(), usual.total()));
    }

    private static Window merged(Window over, Window usual) {
        return new Window(
                over.maxUSD().or(usual::maxUSD),
                over.maxTokens().isPresent() ? over.maxTokens() : usual.maxTokens(),
                over.maxRequests().isPresent() ? over.maxRequests() : usual.maxRequests());
    }
}
