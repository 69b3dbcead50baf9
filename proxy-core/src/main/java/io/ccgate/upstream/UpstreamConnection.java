package io.ccgate.upstream;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.error.TransportErrors;
import io.ccgate.error.TransportErrors.Phase;
import io.ccgate.upstream.AnswerHeadParser.MalformedAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to an upstream, for one request at a time. After an answer's head it only
 * looks for the body's end: the bytes go on as they came. Confined to its event loop, which is also the client's, so no
 * field is volatile.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    /*
     * IDLE -> HEAD (request written) -> BODY -> IDLE. Bytes in IDLE are an answer nobody asked for: the connection is
     * dropped, since serving them to the next request would hand one client another's answer.
     */
    private enum State {
        IDLE,
        HEAD,
        BODY,
        CLOSED
    }

    private final ConnectionPool pool;
    private final Target target;
    private final long createdAt;
    private final AnswerHeadReader heads = new AnswerHeadReader();

    private @Nullable Channel channel;
    private State state = State.IDLE;
    private @Nullable AnswerListener listener;
    private @Nullable BodyFraming framing;
    private boolean toHead;
    private boolean keepAlive;
    private boolean requestWritten;
    private boolean reused;
    private boolean counted;
    private boolean anyByte;
    private boolean malformed;
    private boolean cutBetweenFrames;
    private long idleSince;

    UpstreamConnection(ConnectionPool pool, Target target, long now) {
        this.pool = pool;
        this.target = target;
        this.createdAt = now;
        this.idleSince = now;
    }

    /**
     * Sends a request. Takes ownership of both buffers, also when it fails.
     *
     * @param toHead whether the method is HEAD
     */
    public void send(ByteBuf head, ByteBuf body, boolean toHead, AnswerListener listener) {
        this.listener = listener;
        this.toHead = toHead;
        this.state = State.HEAD;
        this.requestWritten = false;
        this.anyByte = false;
        this.framing = null;
        Channel to = open();
        ChannelFuture written;
        if (body.isReadable()) {
            to.write(head, to.voidPromise());
            written = to.writeAndFlush(body);
        } else {
            body.release();
            written = to.writeAndFlush(head);
        }
        written.addListener(future -> {
            if (future.isSuccess()) {
                requestWritten = true;
                if (this.listener == listener) {
                    listener.requestSent();
                }
            }
            // A failed write shows as a closed connection, where a complete early answer is still honoured.
        });
    }

    /** Gives up on the answer. The listener hears nothing any more. */
    public void cancel() {
        listener = null;
        close();
    }

    /** Stops reading while the client is slow. */
    public void setReading(boolean reading) {
        open().config().setAutoRead(reading);
    }

    /** Whether something of ours may be written to the client now without breaking the upstream's framing. */
    public boolean betweenFrames() {
        return framing != null && (malformed ? cutBetweenFrames : framing.betweenFrames());
    }

    public boolean reused() {
        return reused;
    }

    Target target() {
        return target;
    }

    long createdAt() {
        return createdAt;
    }

    long idleSince() {
        return idleSince;
    }

    /** Whether the connection can carry another request, as far as one end of it can tell. */
    boolean usable() {
        return state == State.IDLE && requestWritten && open().isActive();
    }

    void markReused() {
        reused = true;
    }

    void idleFrom(long now) {
        idleSince = now;
    }

    /** The connection is up. */
    void opened() {
        counted = true;
        pool.counts().opened();
    }

    void close() {
        state = State.CLOSED;
        heads.release();
        open().close();
    }

    private Channel open() {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        anyByte = true;
        try {
            switch (state) {
                case HEAD -> readHead(buffer);
                case BODY -> readBody(buffer);
                case IDLE -> {
                    buffer.release();
                    pool.forget(this);
                    close();
                }
                case CLOSED -> buffer.release();
            }
        } catch (MalformedAnswer malformed) {
            fail(GatewayErrors.upstreamProtocol(malformed.deviation()));
        }
    }

    private void readHead(ByteBuf buffer) {
        ByteBuf all = heads.joined(buffer);
        while (state == State.HEAD) {
            AnswerHead head = heads.next(all, toHead);
            if (head == null) {
                return;
            }
            if (head.status() >= 200) {
                begin(head);
            }
        }
        if (state == State.BODY && all.isReadable()) {
            readBody(all);
        } else if (state == State.BODY) {
            all.release();
            endIfDone();
        } else {
            all.release();
        }
    }

    private void begin(AnswerHead head) {
        BodyFraming body = BodyFraming.of(head);
        framing = body;
        keepAlive = head.keepAlive();
        state = State.BODY;
        AnswerListener to = listener;
        if (to != null) {
            to.head(head);
        }
    }

    private void readBody(ByteBuf buffer) {
        BodyFraming body = framing;
        AnswerListener to = listener;
        if (body == null || to == null) {
            buffer.release();
            return;
        }
        int start = buffer.readerIndex();
        int end;
        try {
            end = body.scan(buffer, start, buffer.writerIndex(), to::payload);
        } catch (MalformedAnswer deviation) {
            handOverWhole(body, buffer, to);
            throw deviation;
        }
        if (end < buffer.writerIndex()) {
            // Bytes behind the answer: nobody asked for them, so this connection carries nothing more.
            keepAlive = false;
            buffer.writerIndex(end);
        }
        if (listener != to) {
            buffer.release();
            return;
        }
        if (end > start) {
            to.frames(buffer, body.done(), body.done() ? body.closing(buffer) : -1);
        } else {
            buffer.release();
        }
        endIfDone();
    }

    /** Hands on the whole frames before a malformed one, so that the client, too, stands between two frames. */
    private void handOverWhole(BodyFraming body, ByteBuf buffer, AnswerListener to) {
        malformed = true;
        int border = body.border();
        cutBetweenFrames = border >= 0;
        if (border > buffer.readerIndex()) {
            to.frames(buffer.writerIndex(border), false, -1);
        } else {
            buffer.release();
        }
    }

    private void endIfDone() {
        BodyFraming body = framing;
        if (state == State.BODY && body != null && body.done()) {
            finish();
        }
    }

    private void finish() {
        AnswerListener to = listener;
        listener = null;
        framing = null;
        // An answer that came before the whole request was sent leaves a request half read: never to be followed by
        // another.
        if (keepAlive && requestWritten && open().isActive()) {
            state = State.IDLE;
            open().config().setAutoRead(true);
            pool.giveBack(this);
        } else {
            close();
        }
        if (to != null) {
            to.end();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        AnswerListener to = listener;
        if (to != null) {
            to.readComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (counted) {
            counted = false;
            pool.counts().closed();
        }
        BodyFraming body = framing;
        if (state == State.BODY && body != null && body.endsWithClose()) {
            keepAlive = false;
            finish();
        } else if (state == State.IDLE) {
            pool.forget(this);
            state = State.CLOSED;
        } else {
            fail(GatewayErrors.upstreamCut(anyByte ? Retry.NEVER : Retry.IF_REUSED));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state == State.IDLE) {
            pool.forget(this);
            close();
        } else {
            fail(TransportErrors.of(cause, anyByte ? Phase.BODY : Phase.HEAD));
        }
    }

    private void fail(GatewayError error) {
        AnswerListener to = listener;
        listener = null;
        close();
        if (to != null) {
            to.failed(error);
        }
    }
}
