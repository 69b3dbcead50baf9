package io.ccgate.policy;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayErrors;
import io.ccgate.policy.ModelDecision.Allowed;
import io.ccgate.policy.ModelDecision.Denied;
import java.util.List;

/**
 * Which model a request goes on with. A tenant's rewriting comes first, then what is left is checked against its
 * allowed models.
 */
public final class ModelPolicy {
    private ModelPolicy() {}

    /** @param requested the name in the request; empty when it names none, and there is nothing to check then */
    public static ModelDecision decide(TenantConfig tenant, String requested) {
        if (requested.isEmpty()) {
            return new Allowed(requested);
        }
        String model = rewritten(tenant, requested);
        return allows(tenant, model) ? new Allowed(model) : denied(tenant, requested);
    }

    /**
     * On the OpenAI endpoint of CCGate: an alias is replaced; a name that is no alias stays if the tenant may use it,
     * else the default model takes its place.
     */
    public static ModelDecision decide(TenantConfig tenant, String requested, OpenAiConfig openai) {
        String alias = openai.models().get(requested);
        if (alias != null) {
            return decide(tenant, alias);
        }
        ModelDecision asIs = decide(tenant, requested);
        if (openai.defaultModel().isEmpty() || (asIs instanceof Allowed && !requested.isEmpty())) {
            return asIs;
        }
        return decide(tenant, openai.defaultModel().get()) instanceof Allowed substitute ? substitute : asIs;
    }

    private static String rewritten(TenantConfig tenant, String model) {
        for (ModelRule rule : tenant.models()) {
            if (rule.pattern().matches(model)) {
                return rule.target();
            }
        }
        return model;
    }

    private static boolean allows(TenantConfig tenant, String model) {
        for (ModelPattern pattern : tenant.allowedModels()) {
            if (pattern.matches(model)) {
                return true;
            }
        }
        return false;
    }

    private static Denied denied(TenantConfig tenant, String model) {
        List<String> allowed =
                tenant.allowedModels().stream().map(ModelPattern::text).toList();
        return new Denied(
                allowed.isEmpty() ? GatewayErrors.noModelAllowed() : GatewayErrors.modelNotAllowed(model, allowed));
    }
}
