package io.ccgate.pipeline;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.Choice;
import io.ccgate.balance.Selection;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.ConversationDigest;
import io.ccgate.policy.VisibleModels;
import io.ccgate.protocol.Operation;
import org.jspecify.annotations.Nullable;

/** Asks the balancer which upstreams may serve the request, in which order. */
public final class BalancingHandler extends Stage {
    private final Balancer balancer;

    public BalancingHandler(Balancer balancer) {
        this.balancer = balancer;
    }

    @Override
    boolean passes(Exchange exchange) {
        if (namesItsModels(exchange)) {
            GatewayAnswer.modelList(exchange);
            return false;
        }
        if (asksForForbiddenModel(exchange)) {
            GatewayAnswer.refuse(
                    exchange, GatewayErrors.modelUnknown(exchange.route().askedModel()));
            return false;
        }
        Selection selection = new Selection(
                exchange.tenant(), exchange.protocol(), exchange.agent(), exchange.model(), affinityKey(exchange));
        Choice choice = choose(exchange, selection);
        if (choice instanceof Choice.NoCandidate none) {
            if (asksForModels(exchange)) {
                GatewayAnswer.modelList(exchange);
            } else {
                GatewayAnswer.refuse(exchange, none.error());
            }
            return false;
        }
        exchange.candidates(selection, (Choice.Candidates) choice);
        if (exchange.route().operation() == Operation.MODELS && !VisibleModels.all(exchange.tenant())) {
            exchange.usableModels(model -> VisibleModels.mayUse(exchange.tenant(), model));
        }
        return true;
    }

    /** An upstream would tell of any model that its account has. */
    private static boolean asksForForbiddenModel(Exchange exchange) {
        return exchange.route().operation() == Operation.MODEL
                && exchange.protocol() != null
                && !VisibleModels.mayUse(exchange.tenant(), exchange.route().askedModel());
    }

    private static boolean asksForModels(Exchange exchange) {
        Operation operation = exchange.route().operation();
        return operation == Operation.MODELS || operation == Operation.MODEL;
    }

    /**
     * The OpenAI endpoint serves models of every upstream under names of the configuration: no single upstream knows that
     * list, and each knows of models that this tenant may not use.
     */
    private static boolean namesItsModels(Exchange exchange) {
        return exchange.route().openaiEndpoint()
                && asksForModels(exchange)
                && !VisibleModels.of(exchange.inForce().config(), exchange.tenant())
                        .isEmpty();
    }

    private Choice choose(Exchange exchange, Selection selection) {
        Operation operation = exchange.route().operation();
        boolean translatable = operation == Operation.GENERATE || operation == Operation.COUNT_TOKENS;
        return balancer.choose(
                exchange.inForce().snapshot(),
                selection,
                upstream ->
                        selection.protocol() == null || translatable || upstream.protocol() == selection.protocol());
    }

    /** What keeps a conversation at one upstream, so that the provider's prompt cache stays warm. */
    private static @Nullable String affinityKey(Exchange exchange) {
        BodyFacts facts = exchange.body().facts();
        ConversationDigest digest = facts == null ? null : facts.conversation();
        return exchange.session()
                .affinityKey(digest == null ? null : Long.toHexString(digest.high()) + Long.toHexString(digest.low()));
    }
}
