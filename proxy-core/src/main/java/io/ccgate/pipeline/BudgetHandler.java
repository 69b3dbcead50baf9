package io.ccgate.pipeline;

import io.ccgate.balance.Candidate;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.policy.Rates;
import io.ccgate.protocol.Operation;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Estimate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reserves what the request may cost, or refuses it. Token counts and model lists cost nothing and are never refused. */
public final class BudgetHandler extends Stage {
    private final UsageBooks books;
    private final Rates rates;
    private final InstantSource clock;

    public BudgetHandler(UsageBooks books, Rates rates, InstantSource clock) {
        this.books = books;
        this.rates = rates;
        this.clock = clock;
    }

    @Override
    boolean passes(Exchange exchange) {
        Operation operation = exchange.route().operation();
        if (operation != Operation.GENERATE && operation != Operation.EMBEDDINGS) {
            return true;
        }
        if (Rates.apply(exchange.tenant())) {
            Optional<GatewayError> tooFast = rates.begin(exchange.tenant());
            if (tooFast.isPresent()) {
                GatewayAnswer.refuse(exchange, tooFast.get());
                return false;
            }
            exchange.counted();
        }
        Estimate estimate = estimate(exchange);
        if (estimate == null) {
            GatewayAnswer.refuse(exchange, GatewayErrors.modelUnpriced(exchange.model()));
            return false;
        }
        Admission admission = books.admit(exchange.tenant(), exchange.clientModel(), estimate);
        if (admission instanceof Admission.Granted granted) {
            exchange.reservation(granted.reservation());
            return true;
        }
        GatewayAnswer.refuse(exchange, refusal((Admission.Refused) admission));
        return false;
    }

    /** The dearest of those who may come to serve it; null when none of them has a price for it and that is refused. */
    private @Nullable Estimate estimate(Exchange exchange) {
        BodyFacts facts = exchange.facts();
        long maxOutput = facts == null ? 0 : Math.max(0, facts.maxTokens());
        List<Candidate> candidates = exchange.candidates().inOrder();
        int tries = Math.min(
                candidates.size(),
                exchange.inForce().config().loadBalancer().retry().maxAttempts());
        Estimate dearest = null;
        for (int i = 0; i < Math.max(1, tries); i++) {
            Candidate candidate = candidates.get(i);
            Estimate estimate = books.estimate(
                    exchange.inForce().snapshot(),
                    candidate.upstream(),
                    candidate.model(),
                    exchange.clientModel(),
                    exchange.requestBodySize(),
                    maxOutput);
            if (estimate != null) {
                dearest = dearest == null ? estimate : dearest.or(estimate);
            }
        }
        return dearest;
    }

    private GatewayError refusal(Admission.Refused refused) {
        Optional<Duration> reset = refused.resetIn(clock.instant());
        String text = "The limit " + refused.name() + " of this key is reached: "
                + LimitText.amount(refused.name().unit(), refused.used()) + " of "
                + LimitText.amount(refused.name().unit(), refused.limit()) + " used"
                + (refused.temporary() ? ", the rest is reserved by requests that still run" : "")
                + refused.resetAt().map(at -> "; it resets at " + at).orElse("") + ".";
        return refused.temporary()
                ? GatewayErrors.tooManyRequests(text, 1)
                : GatewayErrors.limitExceeded(
                        text,
                        reset.map(wait -> OptionalLong.of(wait.toSeconds() + 1)).orElse(OptionalLong.empty()));
    }
}
