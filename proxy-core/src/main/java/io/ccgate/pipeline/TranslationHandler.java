package io.ccgate.pipeline;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.TokenCount;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.CountCall;
import io.ccgate.translate.Reading;
import io.ccgate.translate.Translator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where an upstream of another protocol is a candidate: reads the request into the neutral conversation, once. The relay then
 * writes it anew for each attempt that needs it. Large bodies are read on the worker thread, since parsing megabytes would hold
 * up every other stream of the event loop.
 */
@Sharable
public final class TranslationHandler extends ChannelInboundHandlerAdapter {
    private static final int SMALL_BODY = 256 * 1024;

    private final Translator translator;
    private final Executor worker;

    public TranslationHandler(Translator translator, Executor worker) {
        this.translator = translator;
        this.worker = worker;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Exchange exchange) || !isNeeded(exchange)) {
            context.fireChannelRead(message);
        } else if (exchange.body().readableBytes() <= SMALL_BODY) {
            proceed(context, exchange, read(exchange, ByteBufUtil.getBytes(exchange.body())));
        } else {
            readLater(context, exchange);
        }
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

    private void readLater(ChannelHandlerContext context, Exchange exchange) {
        byte[] body = ByteBufUtil.getBytes(exchange.body());
        try {
            worker.execute(() -> {
                Reading<ClientRequest> read = read(exchange, body);
                context.executor().execute(() -> {
                    if (!exchange.isEnded()) {
                        proceed(context, exchange, read);
                    }
                });
            });
        } catch (RejectedExecutionException stopping) {
            GatewayAnswer.refuse(exchange, GatewayErrors.draining());
        }
    }

    private Reading<ClientRequest> read(Exchange exchange, byte[] body) {
        String query = exchange.request().query();
        String target = exchange.route().upstreamPath() + (query.isEmpty() ? "" : "?" + query);
        boolean strict = exchange.inForce().config().server().translation().strict();
        Protocol client = exchange.protocol();
        return translator.read(client == null ? Protocol.ANTHROPIC : client, body, target, strict);
    }

    private static void proceed(ChannelHandlerContext context, Exchange exchange, Reading<ClientRequest> read) {
        if (read instanceof Reading.Rejected<ClientRequest> no) {
            if (firstIsNative(exchange)) {
                // An upstream of the client's own protocol may still understand it.
                context.fireChannelRead(exchange);
            } else {
                GatewayAnswer.refuse(exchange, GatewayErrors.untranslatable(no.field(), no.message(), no.code()));
            }
            return;
        }
        ClientRequest conversation = ((Reading.Done<ClientRequest>) read).value();
        exchange.conversation(conversation);
        if (exchange.route().operation() == Operation.COUNT_TOKENS && !anyCounts(exchange)) {
            GatewayAnswer.estimate(exchange, TokenCount.answer(exchange.protocol(), conversation.estimatedTokens()));
            return;
        }
        context.fireChannelRead(exchange);
    }

    private static boolean firstIsNative(Exchange exchange) {
        return exchange.candidates().inOrder().get(0).upstream().protocol() == exchange.protocol();
    }

    private static boolean anyCounts(Exchange exchange) {
        return firstIsNative(exchange)
                || CountCall.isOffered(
                        exchange.candidates().inOrder().get(0).upstream().protocol());
    }
}
