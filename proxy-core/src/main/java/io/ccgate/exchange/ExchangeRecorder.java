package io.ccgate.exchange;

import io.ccgate.auth.Credentials;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.observe.ExchangeObserver;
import io.ccgate.policy.Entrance;
import io.ccgate.policy.Entry;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.Route;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.Timeline;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.price.Cost;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes each finished exchange into the books, once. Requests for the gateway's own endpoints leave no record. */
public final class ExchangeRecorder implements ExchangeEnd {
    private static final int SHORTEST_KEY = 12;

    private final UsageBooks books;
    private final Entrance entrance;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final List<ExchangeObserver> observers;
    private final LongAdder openStreams = new LongAdder();

    /** @param observers told of each end, in this order */
    public ExchangeRecorder(
            UsageBooks books,
            Entrance entrance,
            InstantSource clock,
            LongSupplier nanoTime,
            List<ExchangeObserver> observers) {
        this.books = books;
        this.entrance = entrance;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.observers = List.copyOf(observers);
    }

    /** Event streams that flow now. Any thread. */
    public long openStreams() {
        return openStreams.sum();
    }

    @Override
    public void streams(Exchange exchange) {
        openStreams.increment();
    }

    @Override
    public void ended(Exchange exchange, Outcome outcome) {
        exchange.passport().set(Stamp.ENDED, nanoTime.getAsLong());
        if (exchange.streaming()) {
            openStreams.decrement();
        }
        Entry entry = exchange.entry();
        try {
            if (exchange.local() == null) {
                record(exchange, outcome, entry);
            }
        } finally {
            if (entry != null) {
                entrance.leave(entry, outcome.tokens().total());
            }
        }
    }

    private void record(Exchange exchange, Outcome outcome, @Nullable Entry entry) {
        boolean held = exchange.tenantOrNull() != null && outcome.upstream() != null && books.holdsAnswers();
        ExchangeSummary summary = summary(exchange, outcome);
        Cost cost =
                books.finish(summary, entry == null ? null : entry.reservation(), held ? exchange.holdAnswer() : null);
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).ended(summary, cost, exchange.recording());
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
                exchange.session().parentId(),
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
                exchange.body().size(),
                outcome.answerBytes(),
                userAgent(exchange),
                exchange.request().client().getHostAddress(),
                List.copyOf(exchange.attempts()),
                new Timeline(
                        passport.micros(Stamp.STARTED, Stamp.BODY_RECEIVED),
                        passport.micros(Stamp.STARTED, Stamp.ADMITTED),
                        passport.micros(Stamp.STARTED, Stamp.FIRST_CONTENT),
                        passport.micros(Stamp.STARTED, Stamp.ENDED)));
    }

    /** As the client says it, but for its own key, should that stand in it: it goes into files that people pass on. */
    private static String userAgent(Exchange exchange) {
        @Nullable String value = exchange.headers().get(HttpHeaderNames.USER_AGENT);
        if (value == null) {
            return "";
        }
        if (!holdsLongWord(value)) {
            return value;
        }
        String clean = value;
        for (Credentials.Presented key :
                Credentials.of(exchange.headers(), exchange.request().query()).presented()) {
            clean = clean.replace(key.key().reveal(), "***");
        }
        return clean;
    }

    /** Whether anything in it is long enough for a key; programs and their versions are not. */
    private static boolean holdsLongWord(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length = c == ' ' || c == '/' || c == '.' || c == ';' || c == '(' ? 0 : length + 1;
            if (length >= SHORTEST_KEY) {
                return true;
            }
        }
        return false;
    }
}
