package io.ccgate.pipeline;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.Choice;
import io.ccgate.balance.Selection;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.ConversationDigest;
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
        Selection selection = new Selection(
                exchange.tenant(), exchange.protocol(), exchange.agent(), exchange.model(), affinityKey(exchange));
        Choice choice = balancer.choose(exchange.inForce().snapshot(), selection, upstream -> true);
        if (choice instanceof Choice.NoCandidate none) {
            Operation operation = exchange.route().operation();
            if (operation == Operation.MODELS || operation == Operation.MODEL) {
                GatewayAnswer.modelList(exchange);
            } else {
                GatewayAnswer.refuse(exchange, none.error());
            }
            return false;
        }
        exchange.candidates(selection, (Choice.Candidates) choice);
        return true;
    }

    /** What keeps a conversation at one upstream, so that the provider's prompt cache stays warm. */
    private static @Nullable String affinityKey(Exchange exchange) {
        BodyFacts facts = exchange.facts();
        ConversationDigest digest = facts == null ? null : facts.conversation();
        return exchange.session()
                .affinityKey(digest == null ? null : Long.toHexString(digest.high()) + Long.toHexString(digest.low()));
    }
}
