package io.ccgate.pipeline;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.json.BodyFacts;
import io.ccgate.policy.Rates;
import io.ccgate.protocol.Operation;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Admission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

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
        BodyFacts facts = exchange.facts();
        long maxOutput = facts == null ? 0 : Math.max(0, facts.maxTokens());
        Admission admission = books.admit(
                exchange.inForce().snapshot(),
                exchange.tenant(),
                exchange.model(),
                null,
                exchange.requestBodySize(),
                maxOutput);
        if (admission instanceof Admission.Granted granted) {
            exchange.reservation(granted.reservation());
            return true;
        }
        GatewayAnswer.refuse(exchange, refusal(admission));
        return false;
    }

    private GatewayError refusal(Admission admission) {
        if (admission instanceof Admission.Unpriced unpriced) {
            return GatewayErrors.modelUnpriced(unpriced.model());
        }
        Admission.Refused refused = (Admission.Refused) admission;
        Optional<Duration> reset = refused.resetIn(clock.instant());
        String text = "The limit " + refused.name() + " of this key is reached: " + refused.usedText() + " of "
                + refused.limitText() + " used"
                + (refused.temporary() ? ", the rest is reserved by requests that still run" : "")
                + refused.resetAt().map(at -> "; it resets at " + at).orElse("") + ".";
        return refused.temporary()
                ? GatewayErrors.tooManyRequests(text, 1)
                : GatewayErrors.limitExceeded(
                        text,
                        reset.map(wait -> OptionalLong.of(wait.toSeconds() + 1)).orElse(OptionalLong.empty()));
    }
}
