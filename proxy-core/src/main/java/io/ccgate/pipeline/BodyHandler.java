package io.ccgate.pipeline;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.HeldBytes;
import io.ccgate.exchange.LocalEndpoint;
import io.ccgate.exchange.Stamp;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.BodyProblem;
import io.ccgate.json.BodyScan;
import io.ccgate.json.BodyScanner;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body within its limit, as the pieces that the network brought, and scans them on the way. The exchange goes
 * on only when the body is whole. One instance a connection; its buffers are released with the exchange they belong to.
 */
public final class BodyHandler extends ChannelInboundHandlerAdapter {
    private static final ByteBuf CONTINUE = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII)
                    .asReadOnly());

    private final HeldBytes heldBytes;
    private final LongSupplier nanoTime;

    private @Nullable Exchange exchange;
    private @Nullable BodyScanner scanner;
    private ByteBuf first = Unpooled.EMPTY_BUFFER;
    private @Nullable CompositeByteBuf pieces;
    private long limit;
    private long received;

    public BodyHandler(HeldBytes heldBytes, LongSupplier nanoTime) {
        this.heldBytes = heldBytes;
        this.nanoTime = nanoTime;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Exchange opened) {
            begin(context, opened);
        } else if (message instanceof HttpContent content) {
            collect(context, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext context, Exchange opened) {
        drop();
        limit = opened.inForce().config().server().maxBodySize();
        LocalEndpoint own = opened.local();
        if (own != null) {
            limit = Math.min(limit, own.maxBodySize());
        }
        if (opened.request().contentLength() > limit) {
            refuse(opened, GatewayErrors.bodyTooLarge(limit));
            return;
        }
        String expectation = opened.headers().get(HttpHeaderNames.EXPECT);
        if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
            refuse(opened, GatewayErrors.expectationFailed());
            return;
        }
        if (isJson(opened)) {
            String coding = opened.headers().get(HttpHeaderNames.CONTENT_ENCODING);
            if (coding != null && !AsciiString.contentEqualsIgnoreCase(coding, "identity")) {
                GatewayAnswer.refuse(opened, GatewayErrors.unsupportedEncoding(coding));
                return;
            }
            scanner = new BodyScanner();
        }
        exchange = opened;
        if (expectation != null && !opened.request().http10()) {
            context.writeAndFlush(CONTINUE.duplicate(), context.voidPromise());
        }
    }

    /** In the words of whoever would have answered. */
    private static void refuse(Exchange refused, GatewayError error) {
        LocalEndpoint own = refused.local();
        if (own == null) {
            GatewayAnswer.refuse(refused, error);
        } else {
            own.refuse(refused, error);
        }
    }

    /** Only these bodies must be understood; everything else is relayed as it is. */
    private static boolean isJson(Exchange exchange) {
        if (exchange.local() != null || exchange.protocol() == null) {
            return false;
        }
        Operation operation = exchange.route().operation();
        return operation == Operation.GENERATE
                || operation == Operation.COUNT_TOKENS
                || operation == Operation.EMBEDDINGS;
    }

    private void collect(ChannelHandlerContext context, HttpContent content) {
        Exchange collecting = exchange;
        if (collecting == null || collecting.isEnded()) {
            content.release();
            drop();
            return;
        }
        ByteBuf piece = content.content();
        int length = piece.readableBytes();
        received += length;
        if (received > limit) {
            content.release();
            drop();
            refuse(collecting, GatewayErrors.bodyTooLarge(limit));
            return;
        }
        if (length > 0 && !heldBytes.take(length)) {
            content.release();
            received -= length;
            drop();
            refuse(collecting, GatewayErrors.memoryBusy());
            return;
        }
        if (length > 0 && scanner != null) {
            scanner.feed(piece);
        }
        keep(context, piece);
        if (content instanceof LastHttpContent) {
            complete(context, collecting);
        }
    }

    /** Takes the piece over. Most bodies come in one piece and need no composite. */
    private void keep(ChannelHandlerContext context, ByteBuf piece) {
        if (!piece.isReadable()) {
            piece.release();
        } else if (!first.isReadable()) {
            first = piece;
        } else {
            CompositeByteBuf all = pieces;
            if (all == null) {
                all = context.alloc().compositeBuffer(Integer.MAX_VALUE).addComponent(true, first);
                pieces = all;
            }
            all.addComponent(true, piece);
        }
    }

    private void complete(ChannelHandlerContext context, Exchange collecting) {
        ByteBuf body = pieces == null ? first : pieces;
        BodyScanner scanned = scanner;
        first = Unpooled.EMPTY_BUFFER;
        pieces = null;
        scanner = null;
        exchange = null;
        collecting.body().keep(body, heldBytes);
        Recording recording = collecting.recording();
        if (recording != null) {
            recording.requestBody(body);
        }
        received = 0;
        collecting.passport().set(Stamp.BODY_RECEIVED, nanoTime.getAsLong());
        if (scanned != null) {
            BodyScan scan = scanned.finish();
            if (scan instanceof BodyProblem problem) {
                GatewayAnswer.refuse(collecting, GatewayErrors.malformedBody(problem.message(), problem.offset()));
                return;
            }
            collecting.body().facts((BodyFacts) scan);
        }
        context.fireChannelRead(collecting);
    }

    private void drop() {
        ByteBuf body = pieces == null ? first : pieces;
        body.release();
        heldBytes.giveBack(received);
        first = Unpooled.EMPTY_BUFFER;
        pieces = null;
        scanner = null;
        exchange = null;
        received = 0;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        drop();
    }
}
