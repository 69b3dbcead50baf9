package io.ccgate.usage.ledger;

import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.ModelPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The models of one tenant and the patterns that limit them. Each model keeps counters of its own, so that a pattern that a
 * reload brings counts from its first moment what its models used before. Guarded by its {@link Account}.
 */
final class Models {
    /** Names come from clients: past this many, new ones count where they must but keep no counters of their own. */
    static final int MOST = 4096;

    private final Calendar calendar;
    private final Scope all;
    private final Counters rest;
    private final Map<String, ModelUse> uses = new HashMap<>();
    private List<Scope> patterns = List.of();
    private UnaryOperator<String> routed = UnaryOperator.identity();

    Models(Calendar calendar) {
        this.calendar = calendar;
        this.all = new Scope(null, new Counters(calendar));
        this.rest = new Counters(calendar);
    }

    Scope all() {
        return all;
    }

    /** All models together, then the patterns in their order. */
    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>(patterns.size() + 1);
        scopes.add(all);
        scopes.addAll(patterns);
        return scopes;
    }

    ModelUse use(String model) {
        ModelUse known = uses.get(model);
        if (known != null) {
            return known;
        }
        if (uses.size() >= MOST) {
            return new ModelUse(rest, scopesOf(model));
        }
        ModelUse use = new ModelUse(new Counters(calendar), scopesOf(model));
        uses.put(model, use);
        return use;
    }

    private Scope[] scopesOf(String model) {
        String name = routed.apply(model);
        List<Scope> matching = new ArrayList<>(1);
        matching.add(all);
        for (Scope pattern : patterns) {
            if (pattern.holds(name)) {
                matching.add(pattern);
            }
        }
        return matching.toArray(new Scope[0]);
    }

    /**
     * Takes over other limits.
     *
     * @param names what becomes of a model's name before it is looked at
     */
    void limit(Allowance usual, Allowance raised, UnaryOperator<String> names, int[] thresholds) {
        routed = names;
        Set<ModelPattern> wanted = new LinkedHashSet<>();
        for (ModelWindows models : usual.models()) {
            wanted.add(models.pattern());
        }
        for (ModelWindows models : raised.models()) {
            wanted.add(models.pattern());
        }
        List<Scope> made = new ArrayList<>(wanted.size());
        for (ModelPattern pattern : wanted) {
            made.add(new Scope(pattern, new Counters(calendar)));
        }
        patterns = made;
        uses.replaceAll((model, use) -> new ModelUse(use.own(), scopesOf(model)));
        for (ModelUse use : uses.values()) {
            use.own().roll(calendar);
            for (Scope scope : use.scopes()) {
                if (scope != all) {
                    scope.counters().add(use.own());
                }
            }
        }
        all.counters().roll(calendar);
        for (Scope scope : scopes()) {
            scope.limit(usual, raised, calendar, thresholds);
        }
    }

    /** Brings all counters to the present, those of single models too. */
    void rollAll() {
        roll();
        rest.roll(calendar);
        uses.values().forEach(use -> use.own().roll(calendar));
    }

    /** The calendar has another zone. */
    void placed() {
        all.counters().placed(calendar);
        rest.placed(calendar);
        patterns.forEach(scope -> scope.counters().placed(calendar));
        uses.values().forEach(use -> use.own().placed(calendar));
    }

    /** Brings all counters that were not touched lately to the present. */
    void roll() {
        all.counters().roll(calendar);
        patterns.forEach(scope -> scope.counters().roll(calendar));
    }
}
