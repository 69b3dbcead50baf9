package io.ccgate.pipeline;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.policy.Entrance;
import io.ccgate.policy.Entry;
import io.ccgate.policy.Refusal;
import io.ccgate.policy.RefusalWords;
import io.ccgate.protocol.Operation;
import io.ccgate.usage.Asked;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Estimate;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request in if its tenant's rates and limits allow it, and holds what it may cost; else it waits in line, or is refused.
 * Token counts and model lists cost nothing and are never refused. Stands behind the balancer, because the price depends on who
 * will serve the request.
 */
@Sharable
public final class BudgetHandler extends ChannelInboundHandlerAdapter {
    private final UsageBooks books;
    private final Entrance entrance;

    public BudgetHandler(UsageBooks books, Entrance entrance) {
        this.books = books;
        this.entrance = entrance;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Exchange exchange) || !isBillable(exchange)) {
            context.fireChannelRead(message);
            return;
        }
        Estimate estimate = estimate(exchange);
        if (estimate == null) {
            GatewayAnswer.refuse(exchange, GatewayErrors.modelUnpriced(exchange.model()));
            return;
        }
        LimitsConfig limits = exchange.tenant().limits();
        LineWait wait = new LineWait(this, context, exchange);
        Entry entry = new Entry(exchange.tenant(), exchange.clientModel(), estimate, wait);
        exchange.entry(entry);
        switch (entrance.enter(entry, !limits.maxWait().isZero())) {
            case IN -> context.fireChannelRead(exchange);
            case WAIT -> wait.begin(limits.maxWait());
            case REFUSED -> decided(context, exchange, entry);
        }
    }

    private static boolean isBillable(Exchange exchange) {
        Operation operation = exchange.route().operation();
        return operation == Operation.GENERATE || operation == Operation.EMBEDDINGS;
    }

    /** The dearest of those who may come to serve it; null when none of them has a price for it and that is refused. */
    private @Nullable Estimate estimate(Exchange exchange) {
        Asked asked = asked(exchange);
        List<Candidate> candidates = exchange.candidates().inOrder();
        int tries = exchange.inForce().config().loadBalancer().retry().maxAttempts();
        Estimate dearest = null;
        for (int i = 0; i < candidates.size() && i < Math.max(1, tries); i++) {
            Candidate candidate = candidates.get(i);
            Estimate estimate = books.estimate(
                    exchange.inForce().snapshot(),
                    candidate.upstream(),
                    candidate.model(),
                    exchange.clientModel(),
                    asked);
            if (estimate != null) {
                dearest = dearest == null ? estimate : dearest.or(estimate);
            }
        }
        return dearest;
    }

    private static Asked asked(Exchange exchange) {
        BodyFacts facts = exchange.body().facts();
        long bytes = exchange.body().size();
        return facts == null
                ? new Asked(bytes, 0)
                : new Asked(bytes, facts.maxTokens(), facts.answers(), facts.serving());
    }

    /** The wait is over: the request goes on, or is refused. */
    void decided(ChannelHandlerContext context, Exchange exchange, Entry entry) {
        Refusal refusal = entry.refusal();
        if (refusal == null) {
            context.fireChannelRead(exchange);
        } else {
            GatewayAnswer.refuse(
                    exchange,
                    RefusalWords.error(refusal, exchange.tenant().limits().timeZone()));
        }
    }

    boolean giveUp(Entry entry) {
        return entrance.giveUp(entry);
    }
}
