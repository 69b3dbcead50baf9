package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.usage.ledger.LimitName.Span;
import io.ccgate.usage.ledger.LimitName.Unit;
import io.ccgate.usage.price.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models that are limited together, all of them or those of a pattern, and their limits. Guarded by its {@link Account}. */
final class Scope {
    private static final Bound[] NONE = {};

    private final @Nullable ModelPattern pattern;
    private final Counters counters;
    private Bound[] usual = NONE;
    private Bound[] raised = NONE;

    /** @param pattern null for all models */
    Scope(@Nullable ModelPattern pattern, Counters counters) {
        this.pattern = pattern;
        this.counters = counters;
    }

    Counters counters() {
        return counters;
    }

    boolean holds(String model) {
        return pattern == null || pattern.matches(model);
    }

    /** The limits in force; the raised ones while there is a raise. */
    Bound[] bounds(boolean whileRaised) {
        return whileRaised ? raised : usual;
    }

    /** Takes over other limits. The counters must be current: what they hold decides which warnings are due. */
    void limit(Allowance usually, Allowance whileRaised, Calendar calendar, int[] thresholds) {
        usual = bounds(windows(usually), calendar, thresholds);
        raised = usually.equals(whileRaised) ? usual : bounds(windows(whileRaised), calendar, thresholds);
    }

    private Windows windows(Allowance allowance) {
        if (pattern == null) {
            return allowance.windows();
        }
        for (ModelWindows models : allowance.models()) {
            if (models.pattern().equals(pattern)) {
                return models.windows();
            }
        }
        return Windows.UNLIMITED;
    }

    private Bound[] bounds(Windows windows, Calendar calendar, int[] thresholds) {
        List<Bound> bounds = new ArrayList<>();
        String models = pattern == null ? "" : pattern.text();
        for (Span span : Span.values()) {
            Window window = span.of(windows);
            window.maxUSD()
                    .ifPresent(max -> bounds.add(new Bound(
                            new LimitName(models, span, Unit.USD), Money.micros(max), counters, calendar, thresholds)));
            window.maxTokens()
                    .ifPresent(max -> bounds.add(
                            new Bound(new LimitName(models, span, Unit.TOKENS), max, counters, calendar, thresholds)));
            window.maxRequests()
                    .ifPresent(max -> bounds.add(new Bound(
                            new LimitName(models, span, Unit.REQUESTS), max, counters, calendar, thresholds)));
        }
        return bounds.toArray(NONE);
    }
}
