package io.ccgate.policy;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The models a tenant can ask for by name, as far as the configuration names any: aliases, rewrites, exact names in the lists of the
 * tenant and the upstreams, and priced models, each only if the tenant may use it. Pure.
 */
public final class VisibleModels {
    private VisibleModels() {}

    /** In the order of the files: aliases first, each name once. */
    public static List<String> of(Config config, TenantConfig tenant) {
        Set<String> names =
                new LinkedHashSet<>(config.server().openai().models().keySet());
        addSources(names, tenant.models());
        tenant.allowedModels().forEach(pattern -> addExact(names, pattern));
        for (UpstreamConfig upstream : config.upstreams()) {
            if (upstream.enabled()) {
                addSources(names, upstream.models());
                upstream.allowedModels().forEach(pattern -> addExact(names, pattern));
            }
        }
        for (PricingConfig.ModelPrice price : config.pricing().prices()) {
            addExact(names, price.pattern());
        }
        List<String> visible = new ArrayList<>(names.size());
        for (String name : names) {
            if (mayUse(config, tenant, name)) {
                visible.add(name);
            }
        }
        return List.copyOf(visible);
    }

    /** Whether the tenant may ask for a model of that name, be it listed or not; that another would take its place is no yes. */
    public static boolean mayUse(Config config, TenantConfig tenant, String name) {
        String alias = config.server().openai().models().get(name);
        return mayUse(tenant, alias == null ? name : alias);
    }

    /** The same where there are no aliases. */
    public static boolean mayUse(TenantConfig tenant, String name) {
        return ModelPolicy.decide(tenant, name) instanceof ModelDecision.Allowed;
    }

    /** Whether the tenant may use every model, so that an upstream's own list holds nothing that must not be shown. */
    public static boolean all(TenantConfig tenant) {
        for (ModelPattern pattern : tenant.allowedModels()) {
            if (pattern.text().equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static void addSources(Set<String> names, List<ModelRule> rules) {
        rules.forEach(rule -> addExact(names, rule.pattern()));
    }

    private static void addExact(Set<String> names, ModelPattern pattern) {
        String text = pattern.text();
        if (text.indexOf('*') < 0 && text.indexOf('?') < 0) {
            names.add(text);
        }
    }
}
