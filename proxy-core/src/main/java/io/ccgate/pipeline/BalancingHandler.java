package io.ccgate.pipeline;

import io.ccgate.balance.Balancer;
import io.ccgate.balance.Choice;
import io.ccgate.balance.Selection;
import io.ccgate.balance.Suitability;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.Stamp;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.ConversationDigest;
import io.ccgate.policy.VisibleModels;
import io.ccgate.protocol.Operation;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the balancer which upstreams may serve the request, in which order. */
public final class BalancingHandler extends Stage {
    private final Balancer balancer;
    private final LongSupplier nanoTime;

    public BalancingHandler(Balancer balancer, LongSupplier nanoTime) {
        this.balancer = balancer;
        this.nanoTime = nanoTime;
    }

    @Override
    boolean passes(Exchange exchange) {
        exchange.passport().set(Stamp.ADMITTED, nanoTime.getAsLong());
        if (namesItsModels(exchange)) {
            GatewayAnswer.modelList(exchange);
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
        return true;
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

    /** Those whose own the model is, else whoever will have it. */
    private Choice choose(Exchange exchange, Selection selection) {
        Operation operation = exchange.route().operation();
        boolean translatable = operation == Operation.GENERATE || operation == Operation.COUNT_TOKENS;
        Predicate<UpstreamConfig> speaks =
                upstream -> selection.protocol() == null || translatable || upstream.protocol() == selection.protocol();
        Choice fitting = balancer.choose(
                exchange.inForce().snapshot(),
                selection,
                speaks.and(upstream -> Suitability.fits(upstream, selection.model())));
        return fitting instanceof Choice.Candidates
                ? fitting
                : balancer.choose(exchange.inForce().snapshot(), selection, speaks);
    }

    /** What keeps a conversation at one upstream, so that the provider's prompt cache stays warm. */
    private static @Nullable String affinityKey(Exchange exchange) {
        BodyFacts facts = exchange.facts();
        ConversationDigest digest = facts == null ? null : facts.conversation();
        return exchange.session()
                .affinityKey(digest == null ? null : Long.toHexString(digest.high()) + Long.toHexString(digest.low()));
    }
}
