package io.ccgate.pipeline;

import io.ccgate.agents.SessionHints;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.policy.ModelDecision;
import io.ccgate.policy.ModelPolicy;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.Route;
import org.jspecify.annotations.Nullable;

/** Reads model and session from the body, applies the tenant's aliases, and asks whether the tenant may use the model. */
public final class ModelRewriteHandler extends Stage {
    @Override
    boolean passes(Exchange exchange) {
        BodyFacts facts = exchange.body().facts();
        Route route = exchange.route();
        exchange.session(SessionHints.read(
                exchange.headers(),
                facts == null ? null : facts.userId(),
                facts == null ? null : facts.promptCacheKey()));
        String asked = asked(route, facts);
        if (asked.isEmpty()) {
            if (needsModel(route)) {
                GatewayAnswer.refuse(exchange, GatewayErrors.modelMissing());
                return false;
            }
            return true;
        }
        ModelDecision decision = route.openaiEndpoint()
                ? ModelPolicy.decide(
                        exchange.tenant(),
                        asked,
                        exchange.inForce().config().server().openai())
                : ModelPolicy.decide(exchange.tenant(), asked);
        if (decision instanceof ModelDecision.Denied denied) {
            exchange.models(asked, asked);
            GatewayAnswer.refuse(exchange, denied.error());
            return false;
        }
        exchange.models(asked, ((ModelDecision.Allowed) decision).model());
        return true;
    }

    private static String asked(Route route, @Nullable BodyFacts facts) {
        Route.PathModel inPath = route.pathModel();
        if (inPath != null) {
            return inPath.name();
        }
        String inBody = facts == null ? null : facts.model();
        return inBody == null ? "" : inBody;
    }

    private static boolean needsModel(Route route) {
        return route.protocol() != null
                && (route.operation() == Operation.GENERATE
                        || route.operation() == Operation.COUNT_TOKENS
                        || route.operation() == Operation.EMBEDDINGS);
    }
}
