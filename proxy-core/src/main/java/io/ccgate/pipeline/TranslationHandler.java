package io.ccgate.pipeline;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.Choice;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.TokenCount;
import io.ccgate.relay.HeavyWork;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.CountCall;
import io.ccgate.translate.Reading;
import io.ccgate.translate.Translator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where an upstream of another protocol is a candidate: reads the request into the neutral conversation, once. The relay then
 * writes it anew for each attempt that needs it.
 */
@Sharable
public final class TranslationHandler extends ChannelInboundHandlerAdapter {
    private final Translator translator;
    private final HeavyWork heavyWork;

    public TranslationHandler(Translator translator, HeavyWork heavyWork) {
        this.translator = translator;
        this.heavyWork = heavyWork;
    }

    /** @param estimate tokens of the input, where the client asks for them and the first upstream cannot count; else -1 */
    private record Read(Reading<ClientRequest> reading, long estimate) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Exchange exchange) || !isNeeded(exchange)) {
            context.fireChannelRead(message);
            return;
        }
        byte[] body = ByteBufUtil.getBytes(exchange.body().bytes());
        boolean estimated = exchange.route().operation() == Operation.COUNT_TOKENS
                && !counts(exchange, exchange.candidates().inOrder().get(0).upstream());
        heavyWork.run(
                body.length,
                context.executor(),
                () -> read(exchange, body, estimated),
                read -> {
                    if (!exchange.isEnded()) {
                        proceed(context, exchange, read);
                    }
                },
                fault -> {
                    if (!exchange.isEnded()) {
                        GatewayAnswer.refuse(exchange, GatewayErrors.internal());
                    }
                });
    }

    private static boolean isNeeded(Exchange exchange) {
        Operation operation = exchange.route().operation();
        if (operation != Operation.GENERATE && operation != Operation.COUNT_TOKENS) {
            return false;
        }
        List<Candidate> candidates = exchange.candidates().inOrder();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).upstream().protocol() != exchange.protocol()) {
                return true;
            }
        }
        return false;
    }

    private Read read(Exchange exchange, byte[] body, boolean estimated) {
        String query = exchange.request().query();
        String target = exchange.route().upstreamPath() + (query.isEmpty() ? "" : "?" + query);
        boolean strict = exchange.inForce().config().server().translation().strict();
        Protocol client = exchange.protocol();
        Reading<ClientRequest> reading =
                translator.read(client == null ? Protocol.ANTHROPIC : client, body, target, strict);
        boolean done = estimated && reading instanceof Reading.Done<ClientRequest>;
        return new Read(
                reading, done ? ((Reading.Done<ClientRequest>) reading).value().estimatedTokens() : -1);
    }

    private static void proceed(ChannelHandlerContext context, Exchange exchange, Read read) {
        if (read.reading() instanceof Reading.Rejected<ClientRequest> no) {
            // An upstream of the client's own protocol may still understand it.
            if (keep(exchange, upstream -> upstream.protocol() == exchange.protocol())) {
                context.fireChannelRead(exchange);
            } else {
                GatewayAnswer.refuse(exchange, GatewayErrors.untranslatable(no.field(), no.message(), no.code()));
            }
            return;
        }
        if (read.estimate() >= 0) {
            GatewayAnswer.estimate(exchange, TokenCount.answer(exchange.protocol(), read.estimate()));
            return;
        }
        exchange.conversation(((Reading.Done<ClientRequest>) read.reading()).value());
        if (exchange.route().operation() == Operation.COUNT_TOKENS) {
            keep(exchange, upstream -> counts(exchange, upstream));
        }
        context.fireChannelRead(exchange);
    }

    private static boolean counts(Exchange exchange, UpstreamConfig upstream) {
        return upstream.protocol() == exchange.protocol() || CountCall.isOffered(upstream.protocol());
    }

    /** Leaves only some of the candidates; false, and nothing changed, where that would leave none. */
    private static boolean keep(Exchange exchange, Predicate<UpstreamConfig> wanted) {
        Choice.Candidates all = exchange.candidates();
        List<Candidate> kept = all.inOrder().stream()
                .filter(candidate -> wanted.test(candidate.upstream()))
                .toList();
        if (kept.isEmpty()) {
            return false;
        }
        exchange.candidates(exchange.selection(), new Choice.Candidates(kept, all.lastResort()));
        return true;
    }
}
