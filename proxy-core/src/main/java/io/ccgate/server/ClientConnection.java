package io.ccgate.server;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.AnswerHold;
import io.ccgate.exchange.ClientLink;
import io.ccgate.exchange.ClientRequest;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.Outcome;
import io.ccgate.server.Patience.Wait;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: opens an {@link Exchange} for each request, one at a time, parks what is pipelined behind it, and notices
 * the client's leaving. It keeps reading while an exchange runs, because a transport that does not read may not hear that the
 * client is gone. Confined to its event loop.
 */
public final class ClientConnection extends ChannelInboundHandlerAdapter implements ClientLink {
    /** Pipelined messages taken in before reading stops. */
    private static final int MAX_PARKED = 64;

    private final ClientServices services;
    private final Patience patience;
    private final ArrayDeque<Object> parked = new ArrayDeque<>(0);

    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private boolean requestComplete = true;
    private boolean bodyless;
    private boolean keepAlive = true;
    private boolean draining;

    ClientConnection(ClientServices services) {
        this.services = services;
        this.patience = new Patience(services);
    }

    // ---- from the client ------------------------------------------------------------------------------------------

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        patience.enter(Wait.IDLE);
        scheduleTick();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (patience.lingers()) {
            drop(message);
        } else if (!parked.isEmpty() || (exchange != null && requestComplete)) {
            park(message);
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
        ClientRequest request = services.readHead(head, remoteAddress(ctx.channel()));
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

    private void park(Object message) {
        parked.add(message);
        if (parked.size() >= MAX_PARKED) {
            context().channel().config().setAutoRead(false);
        }
    }

    private void drop(Object message) {
        boolean polite = !(message instanceof HttpContent content)
                || patience.mayDrop(content.content().readableBytes());
        ReferenceCountUtil.release(message);
        if (!polite) {
            context().close();
        }
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
        parked.forEach(ReferenceCountUtil::release);
        parked.clear();
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
            if (exchange == null && !patience.lingers()) {
                closeWhenSent();
            }
        } else if (event == DrainSignal.STOP_NOW) {
            draining = true;
            abandon(GatewayErrors.draining());
            if (exchange == null) {
                closeWhenSent();
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
            lingerThenClose();
        } else {
            GatewayAnswer.refuse(running, error);
        }
    }

    /** A stage threw: a fault of the gateway's own, which the client must hear of and nobody else suffer from. */
    void stageFailed(Throwable fault) {
        services.ownFault(fault, exchange == null ? "" : exchange.id());
        keepAlive = false;
        abandon(GatewayErrors.internal());
        closeWhenSent();
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

    private void closeWhenSent() {
        if (!patience.lingers()) {
            startLingering();
        }
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    // ---- towards the client ---------------------------------------------------------------------------------------

    @Override
    public ByteBufAllocator allocator() {
        return context().alloc();
    }

    @Override
    public void write(ByteBuf bytes) {
        ChannelHandlerContext ctx = context();
        ctx.write(bytes, ctx.voidPromise());
    }

    @Override
    public void flush() {
        context().flush();
    }

    @Override
    public boolean isWritable() {
        return context().channel().isWritable();
    }

    @Override
    public boolean keepsAlive() {
        return keepAlive && (requestComplete || bodyless) && !draining;
    }

    @Override
    public boolean isSecure() {
        return context().pipeline().get(SSL) != null;
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
            if (!parked.isEmpty()) {
                // Not from here: the exchange that just ended is still on the stack.
                context().executor().execute(this::unpark);
            }
        } else if (requestComplete && parked.isEmpty()) {
            closeWhenSent();
        } else {
            lingerThenClose();
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
            startLingering();
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            ctx.close();
        } else {
            closeWhenSent();
        }
    }

    @Override
    public void execute(Runnable task) {
        context().executor().execute(task);
    }

    private void unpark() {
        while (!parked.isEmpty() && !(exchange != null && requestComplete)) {
            Object message = parked.poll();
            if (patience.lingers()) {
                drop(message);
            } else {
                accept(context(), message);
            }
        }
        if (parked.isEmpty()) {
            context().channel().config().setAutoRead(true);
        }
    }

    /** Closing at once would reset the connection under a client that still sends, and it would never see the answer. */
    private void lingerThenClose() {
        startLingering();
        ChannelHandlerContext ctx = context();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (ctx.channel() instanceof SocketChannel socket && ctx.pipeline().get(SSL) == null) {
                socket.shutdownOutput();
            }
        });
    }

    private void startLingering() {
        patience.enter(Wait.LINGER);
        context().channel().config().setAutoRead(true);
    }

    /** Name of the TLS handler, where there is one. */
    static final String SSL = "tls";

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
            context().close();
        }
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext current = context;
        if (current == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return current;
    }

    private static InetAddress remoteAddress(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
