package io.ccgate.usage;

import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.usage.cache.CacheWatch;
import io.ccgate.usage.cache.Turn;
import io.ccgate.usage.cache.Turn.Conversation;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Pricer;
import io.ccgate.usage.price.Quote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices each attempt of a request at its own upstream, and books it there. All but the caches is pure. */
final class Charges {
    private Charges() {}

    static Charge of(ExchangeSummary summary, Pricer pricer, CacheWatch caches) {
        if (!summary.billable()) {
            return new Charge(Cost.FREE, List.of(), -1);
        }
        List<AttemptRecord> attempts = summary.attempts();
        int served = served(summary);
        boolean alone = true;
        for (int i = 0; i < attempts.size(); i++) {
            alone &= i == served || !attempts.get(i).billed();
        }
        if (alone) {
            Cost cost = pricer.quote(summary.upstream(), summary.upstreamModel(), summary.model())
                    .map(quote -> judged(summary, summary.tokens(), quote, caches))
                    .orElse(Cost.FREE);
            return attempts.size() <= 1 ? new Charge(cost, List.of(cost), served) : spread(cost, attempts, served);
        }
        List<Cost> costs = new ArrayList<>(attempts.size());
        Cost total = Cost.FREE;
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            UpstreamConfig upstream = upstream(summary, attempt.upstream());
            boolean serving = i == served;
            Cost cost = pricer.quote(upstream, attempt.model(), summary.model())
                    .map(quote ->
                            serving ? judged(summary, attempt.tokens(), quote, caches) : quote.cost(attempt.tokens()))
                    .orElse(Cost.FREE);
            costs.add(cost);
            total = i == served ? cost.plus(total) : total.plus(cost);
        }
        return new Charge(total, List.copyOf(costs), served);
    }

    private static Charge spread(Cost cost, List<AttemptRecord> attempts, int served) {
        List<Cost> costs = new ArrayList<>(attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            costs.add(i == served ? cost : Cost.FREE);
        }
        return new Charge(cost, List.copyOf(costs), served);
    }

    /** The last attempt at the upstream that the summary names. */
    private static int served(ExchangeSummary summary) {
        UpstreamConfig upstream = summary.upstream();
        List<AttemptRecord> attempts = summary.attempts();
        for (int i = attempts.size() - 1; upstream != null && i >= 0; i--) {
            if (attempts.get(i).upstream().equals(upstream.id())) {
                return i;
            }
        }
        return -1;
    }

    /** What it cost, and, of a conversation that can be told, what its cache was worth. */
    private static Cost judged(ExchangeSummary summary, TokenUsage tokens, Quote quote, CacheWatch caches) {
        Cost cost = quote.cost(tokens);
        String tenant = summary.tenantId();
        String session = summary.session();
        UpstreamConfig upstream = summary.upstream();
        if (tenant == null || session == null || upstream == null) {
            return cost;
        }
        String subagent = summary.agentId();
        Conversation conversation =
                new Conversation(tenant, session, subagent == null ? "" : subagent, summary.model());
        Turn turn = new Turn(conversation, upstream.id(), summary.timestamp().toEpochMilli(), tokens);
        return caches.judged(turn, cost, quote);
    }

    private static @Nullable UpstreamConfig upstream(ExchangeSummary summary, String id) {
        UpstreamConfig last = summary.upstream();
        if (last != null && last.id().equals(id)) {
            return last;
        }
        for (UpstreamConfig upstream : summary.snapshot().config().upstreams()) {
            if (upstream.id().equals(id)) {
                return upstream;
            }
        }
        return null;
    }

    /** What other attempts than the serving one used, each at its own upstream; empty for almost every request. */
    static List<Booked> aside(ExchangeSummary summary, Charge charge, Booked whole) {
        List<AttemptRecord> attempts = summary.attempts();
        if (attempts.size() < 2) {
            return List.of();
        }
        List<Booked> aside = new ArrayList<>(0);
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            if (i != charge.served() && attempt.billed()) {
                aside.add(whole.aside(attempt.upstream(), attempt.tokens(), charge.attempt(i)));
            }
        }
        return aside;
    }
}
