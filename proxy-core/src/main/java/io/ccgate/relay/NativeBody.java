package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.exchange.Exchange;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.BodyScanner;
import io.ccgate.protocol.Operation;
import io.ccgate.translate.NativeThoughts;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body for an upstream of the client's own protocol where the client's bytes cannot go as they are: they hold thoughts that
 * this upstream would refuse, because another provider made them or because it said so.
 *
 * @param changed null when the client's own bytes go; never written to
 * @param facts of the changed bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record NativeBody(byte @Nullable [] changed, @Nullable BodyFacts facts) {
    static final NativeBody UNCHANGED = new NativeBody(null, null);

    /** Whether the request must be looked into before it goes; most need not. */
    static boolean mayChange(Exchange exchange, boolean bare) {
        return carriesThoughts(exchange) && (bare || anyForeign(exchange));
    }

    /**
     * Any thread.
     *
     * @param clients the client's body
     * @param bare without any thought of earlier turns: for the one try after a signature was refused
     */
    static NativeBody of(Exchange exchange, Candidate candidate, byte[] clients, boolean bare) {
        NativeThoughts thoughts = NativeThoughts.in(candidate.upstream().protocol());
        byte[] own = bare
                ? thoughts.withoutAny(clients, thinksByBudget(exchange, candidate))
                : thoughts.withoutForeign(clients);
        return own == clients ? UNCHANGED : scanned(own);
    }

    /** Whether the request is one in which thoughts of earlier turns come back sealed. */
    static boolean carriesThoughts(Exchange exchange) {
        Operation operation = exchange.route().operation();
        Protocol protocol = exchange.protocol();
        return protocol != null
                && protocol != Protocol.CHAT
                && (operation == Operation.GENERATE || operation == Operation.COUNT_TOKENS);
    }

    /** Only a gateway that has upstreams of another protocol can have handed out another provider's thoughts. */
    private static boolean anyForeign(Exchange exchange) {
        List<UpstreamConfig> upstreams = exchange.inForce().config().upstreams();
        for (int i = 0; i < upstreams.size(); i++) {
            if (upstreams.get(i).protocol() != exchange.protocol()) {
                return true;
            }
        }
        return false;
    }

    private static boolean thinksByBudget(Exchange exchange, Candidate candidate) {
        return !exchange.inForce()
                .config()
                .models()
                .of(candidate.model())
                .thinking()
                .contains("adaptive");
    }

    private static NativeBody scanned(byte[] body) {
        BodyScanner scanner = new BodyScanner();
        scanner.feed(Unpooled.wrappedBuffer(body));
        return new NativeBody(body, scanner.finish() instanceof BodyFacts facts ? facts : null);
    }
}
