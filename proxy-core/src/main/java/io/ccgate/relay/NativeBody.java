package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.exchange.Exchange;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.BodyScanner;
import io.ccgate.protocol.Operation;
import io.ccgate.translate.NativeThoughts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body for an upstream of the client's own protocol: the client's, byte for byte, but for thoughts that this upstream would
 * refuse because another provider made them.
 *
 * @param bytes belong to the caller
 * @param facts of these bytes
 */
record NativeBody(ByteBuf bytes, @Nullable BodyFacts facts) {

    /** @param bare without any thought of earlier turns: for the one try after a signature was refused */
    static NativeBody of(Exchange exchange, Candidate candidate, boolean bare) {
        if (bare) {
            byte[] all = ByteBufUtil.getBytes(exchange.body());
            return scanned(NativeThoughts.withoutAny(all, thinksByBudget(exchange, candidate)));
        }
        if (carriesThoughts(exchange) && anyForeign(exchange)) {
            byte[] all = ByteBufUtil.getBytes(exchange.body());
            byte[] own = NativeThoughts.withoutForeign(all);
            if (own != all) {
                return scanned(own);
            }
        }
        return new NativeBody(exchange.body().retainedDuplicate(), exchange.facts());
    }

    /** Whether the request is one in which Anthropic's thoughts come back signed. */
    static boolean carriesThoughts(Exchange exchange) {
        Operation operation = exchange.route().operation();
        return exchange.protocol() == Protocol.ANTHROPIC
                && (operation == Operation.GENERATE || operation == Operation.COUNT_TOKENS);
    }

    /** Only a gateway that has upstreams of another protocol can have handed out another provider's thoughts. */
    private static boolean anyForeign(Exchange exchange) {
        List<UpstreamConfig> upstreams = exchange.inForce().config().upstreams();
        for (int i = 0; i < upstreams.size(); i++) {
            if (upstreams.get(i).protocol() != Protocol.ANTHROPIC) {
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
        ByteBuf bytes = Unpooled.wrappedBuffer(body);
        BodyScanner scanner = new BodyScanner();
        scanner.feed(bytes.duplicate());
        return new NativeBody(bytes, scanner.finish() instanceof BodyFacts facts ? facts : null);
    }
}
