package io.ccgate.server;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.AnswerHold;
import io.ccgate.exchange.ClientRequest;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.Outcome;
import io.ccgate.server.Patience.Wait;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: opens an {@link Exchange} for each request, one at a time, parks what is pipelined behind it, and notices
 * the client's leaving. It keeps reading while an exchange runs, because a transport that does not read may not hear that the
 * client is gone. Confined to its event loop.
 */
public final class ClientConnection extends ChannelLink {
    private final ClientServices services;
    private final Patience patience;
    private final Farewell farewell;
    private final RequestDecoder decoder;
    private final PipelinedMessages ahead = new PipelinedMessages();

    private @Nullable Exchange exchange;
    private boolean requestComplete = true;
    private boolean bodyless;
    private boolean keepAlive = true;
    private boolean draining;

    /** @param decoder what reads this connection's requests */
    ClientConnection(ClientServices services, RequestDecoder decoder) {
        this.services = services;
        this.decoder = decoder;
        this.patience = new Patience(services);
        this.farewell = new Farewell(patience);
    }

    // ---- from the client ------------------------------------------------------------------------------------------

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        super.handlerAdded(added);
        patience.enter(Wait.IDLE);
        scheduleTick();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (farewell.hasBegun()) {
            farewell.drop(ctx, message);
        } else if (!ahead.isEmpty() || (exchange != null && requestComplete)) {
            ahead.add(message, ctx.channel());
        } else {
            accept(ctx, message);
        }
    }

    private void accept(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            requestComplete = false;
            bodyless = isBodyless(head);
            patience.enter(Wait.REQUEST);
            open(ctx, head);
        } else if (message instanceof HttpContent content) {
            patience.received(content.content().readableBytes());
            boolean last = content instanceof LastHttpContent;
            requestComplete |= last;
            if (exchange == null || exchange.isEnded()) {
                // Answered before the request's end had come.
                content.release();
                if (last && exchange == null) {
                    patience.enter(Wait.IDLE);
                }
                return;
            }
            if (last) {
                patience.enter(Wait.ANSWER);
            }
            ctx.fireChannelRead(content);
        } else if (message instanceof FramingGate.Refused refused) {
            refuseConnection(refused.error());
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** Whether the end of the request follows its head at once, so that an early answer need not close the connection. */
    private static boolean isBodyless(HttpRequest head) {
        return !head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) && HttpUtil.getContentLength(head, 0L) == 0;
    }

    private void open(ChannelHandlerContext ctx, HttpRequest head) {
        ClientRequest request = services.readHead(head, remoteAddress());
        keepAlive = request.keepAlive() && !request.http10() && services.keepAlive();
        Exchange opened = new Exchange(
                services.requestIds().next(),
                services.inForce(),
                request,
                this,
                services.ending(),
                services.errors(),
                services.nanoTime().getAsLong());
        exchange = opened;
        services.exchangeOpened();
        ctx.fireChannelRead(opened);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        patience.writable(writable);
        Exchange running = exchange;
        if (writable && running != null) {
            running.progress().clientWritable();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        abandon(GatewayErrors.clientGone());
        ahead.release();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            // A reset by the client or a broken TLS record: nobody is left to be told.
            services.clientTrouble(cause);
            ctx.close();
        } else {
            stageFailed(cause);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof FramingGate.Refused) {
            channelRead(ctx, event);
        } else if (event == DrainSignal.FINISH) {
            draining = true;
            if (exchange == null && !farewell.hasBegun()) {
                farewell.closeWhenSent(ctx);
            }
        } else if (event == DrainSignal.STOP_NOW) {
            draining = true;
            abandon(GatewayErrors.draining());
            if (exchange == null) {
                farewell.closeWhenSent(ctx);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** What comes in cannot be read as HTTP: answers, in its turn, and ends the connection. */
    private void refuseConnection(GatewayError error) {
        Exchange running = exchange;
        keepAlive = false;
        if (running == null) {
            write(GatewayAnswer.bare(allocator(), services.errors(), error));
            farewell.linger(context());
        } else {
            GatewayAnswer.refuse(running, error);
        }
    }

    /** A stage threw: a fault of the gateway's own, which the client must hear of and nobody else suffer from. */
    void stageFailed(Throwable fault) {
        services.ownFault(fault, exchange == null ? "" : exchange.id());
        keepAlive = false;
        abandon(GatewayErrors.internal());
        farewell.closeWhenSent(context());
    }

    private void abandon(GatewayError why) {
        Exchange running = exchange;
        if (running == null) {
            return;
        }
        if (awaitsRecord(running) && why.source() == GatewayError.Source.GATEWAY) {
            // Served: its last bytes only wait for the disk, and they close the connection.
            return;
        }
        running.progress().abandoned(why);
        if (running.isEnded()) {
            closeExchange();
        } else if (why.source() == GatewayError.Source.GATEWAY && !running.answering()) {
            GatewayAnswer.refuse(running, why);
        } else {
            running.end(Outcome.local(Outcome.CLIENT_GONE, why.code(), 0));
            closeExchange();
        }
    }

    private static boolean awaitsRecord(Exchange answered) {
        AnswerHold hold = answered.hold();
        return hold != null && hold.isHeld();
    }

    private void closeExchange() {
        if (exchange != null) {
            exchange = null;
            services.exchangeClosed();
        }
    }

    /** An exchange counts as running until the system has its last byte: a stopping gateway waits for slow readers too. */
    private void closeExchangeWhenSent() {
        ChannelHandlerContext ctx = context();
        ctx.flush();
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        if (exchange == null || waiting == null || waiting.isEmpty()) {
            closeExchange();
        } else {
            exchange = null;
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> services.exchangeClosed());
        }
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    @Override
    public boolean keepsAlive() {
        return keepAlive && (requestComplete || bodyless) && !draining;
    }

    @Override
    public void closeAfterAnswer() {
        keepAlive = false;
    }

    @Override
    public void answered() {
        onceRecorded(this::finishAnswer);
    }

    /** The last bytes of an answer say that it is done, so with {@code fsync: always} they leave after its record is on the disk. */
    private void onceRecorded(Runnable finish) {
        Exchange running = exchange;
        AnswerHold hold = running == null ? null : running.hold();
        if (hold == null || !hold.isHeld()) {
            finish.run();
            return;
        }
        patience.enter(Wait.RECORD);
        hold.whenReleased(() -> {
            if (exchange == running) {
                finish.run();
            }
        });
    }

    private void finishAnswer() {
        closeExchangeWhenSent();
        if (keepsAlive()) {
            patience.enter(Wait.IDLE);
            if (!ahead.isEmpty()) {
                // Not from here: the exchange that just ended is still on the stack.
                context().executor().execute(this::goOn);
            }
        } else if (requestComplete && ahead.isEmpty()) {
            farewell.closeWhenSent(context());
        } else {
            farewell.linger(context());
        }
    }

    @Override
    public void breakOff(boolean reset) {
        onceRecorded(() -> finishBroken(reset));
    }

    private void finishBroken(boolean reset) {
        closeExchangeWhenSent();
        ChannelHandlerContext ctx = context();
        if (reset) {
            farewell.reset(ctx);
        } else {
            farewell.closeWhenSent(context());
        }
    }

    /** Takes up what was sent ahead, up to the next request that must be answered first. */
    private void goOn() {
        while (!(exchange != null && requestComplete)) {
            Object message = ahead.next(context().channel());
            if (message == null) {
                return;
            }
            if (farewell.hasBegun()) {
                farewell.drop(context(), message);
            } else {
                accept(context(), message);
            }
        }
    }

    // ---- time -----------------------------------------------------------------------------------------------------

    private void scheduleTick() {
        context().executor().schedule(this::tick, services.tickNanos(), TimeUnit.NANOSECONDS);
    }

    /** One coarse timer a connection: these waits are long, and exactness is worth less than a cheap hot path. */
    private void tick() {
        ChannelHandlerContext ctx = context();
        if (!ctx.channel().isActive()) {
            return;
        }
        patience.looked(decoder.isInHead());
        switch (patience.verdict()) {
            case GO_ON -> {}
            case CLOSE -> ctx.close();
            case STUCK -> {
                abandon(GatewayErrors.clientGone());
                ctx.close();
            }
            case SLOW_REQUEST -> refuseSlowRequest();
            case SLOW_RECORD -> {
                AnswerHold hold = exchange == null ? null : exchange.hold();
                if (hold != null) {
                    hold.release();
                }
            }
        }
        if (ctx.channel().isActive()) {
            scheduleTick();
        }
    }

    private void refuseSlowRequest() {
        Exchange running = exchange;
        keepAlive = false;
        if (running != null) {
            GatewayAnswer.refuse(running, GatewayErrors.requestTimeout());
        } else {
            refuseConnection(GatewayErrors.requestTimeout());
        }
    }
}
