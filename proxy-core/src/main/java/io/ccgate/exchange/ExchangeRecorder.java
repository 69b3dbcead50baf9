package io.ccgate.exchange;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.policy.Entrance;
import io.ccgate.policy.Entry;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.Route;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.UsageBooks;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes each finished exchange into the books, once. Requests for the gateway's own endpoints leave no record. */
public final class ExchangeRecorder implements Exchange.ExchangeEnd {
    private final UsageBooks books;
    private final Entrance entrance;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public ExchangeRecorder(UsageBooks books, Entrance entrance, InstantSource clock, LongSupplier nanoTime) {
        this.books = books;
        this.entrance = entrance;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public void ended(Exchange exchange, Outcome outcome) {
        exchange.passport().set(Stamp.ENDED, nanoTime.getAsLong());
        Entry entry = exchange.entry();
        try {
            if (exchange.local() == null) {
                boolean held = exchange.tenantOrNull() != null && outcome.upstream() != null && books.holdsAnswers();
                books.finish(
                        summary(exchange, outcome),
                        entry == null ? null : entry.reservation(),
                        held ? exchange.holdAnswer() : null);
            }
        } finally {
            if (entry != null) {
                entrance.leave(entry, outcome.tokens().total());
            }
        }
    }

    private ExchangeSummary summary(Exchange exchange, Outcome outcome) {
        Route route = exchange.routeOrNull();
        Passport passport = exchange.passport();
        TenantConfig tenant = exchange.tenantOrNull();
        boolean billable =
                route != null && (route.operation() == Operation.GENERATE || route.operation() == Operation.EMBEDDINGS);
        return new ExchangeSummary(
                exchange.inForce().snapshot(),
                exchange.id(),
                clock.instant(),
                exchange.method().name(),
                exchange.request().path(),
                tenant == null ? null : tenant.id(),
                exchange.protocol(),
                exchange.agent(),
                exchange.session().id(),
                exchange.session().agentId(),
                exchange.clientModel(),
                outcome.upstreamModel(),
                outcome.upstream(),
                exchange.wantsStream(),
                billable,
                outcome.tokens(),
                outcome.estimatedBecause(),
                outcome.status(),
                outcome.errorType(),
                passport.millis(Stamp.STARTED, Stamp.ENDED),
                passport.millis(Stamp.STARTED, Stamp.FIRST_CONTENT),
                exchange.requestBodySize(),
                outcome.answerBytes(),
                userAgent(exchange),
                exchange.request().client().getHostAddress(),
                List.copyOf(exchange.attempts()));
    }

    private static String userAgent(Exchange exchange) {
        @Nullable String value = exchange.headers().get(HttpHeaderNames.USER_AGENT);
        return value == null ? "" : value;
    }
}
