package io.ccgate.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * One connection of the load: finds the time stamps ({@code @} and 19 digits) and the last chunk in the raw bytes,
 * wherever they are cut.
 */
final class StreamReader extends ChannelInboundHandlerAdapter {
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 19;

    private final StreamLoad load;
    private final ByteBuf request;
    private final boolean again;
    private boolean begun;
    private int digitsLeft;
    private long stamp;
    private int matched;

    /** A reader that sends {@code request} when connected and, if {@code again}, after each answer. */
    StreamReader(StreamLoad load, ByteBuf request, boolean again) {
        this.load = load;
        this.request = request;
        this.again = again;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(request.duplicate());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!begun) {
                String head = bytes.toString(StandardCharsets.US_ASCII);
                if (!head.startsWith("HTTP/1.1 200")) {
                    load.failed("not a 200: " + head.substring(0, Math.min(300, head.length())));
                    ctx.close();
                    return;
                }
                begun = true;
                load.streamBegan();
            }
            if (again) {
                lookForEnd(ctx, bytes);
            } else {
                lookForStamps(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void lookForStamps(ByteBuf bytes) {
        long now = System.nanoTime();
        int found = 0;
        while (bytes.isReadable()) {
            if (digitsLeft == 0) {
                int at = bytes.bytesBefore((byte) '@');
                if (at < 0) {
                    break;
                }
                bytes.skipBytes(at + 1);
                digitsLeft = DIGITS;
                stamp = 0;
            } else {
                stamp = stamp * 10 + bytes.readByte() - '0';
                if (--digitsLeft == 0) {
                    load.latency(now - stamp);
                    found++;
                }
            }
        }
        if (found > 0) {
            load.eventsArrived(found);
        }
    }

    private void lookForEnd(ChannelHandlerContext ctx, ByteBuf bytes) {
        // Only the tail can hold it: requests are sent one by one.
        int tail = Math.min(bytes.readableBytes(), LAST_CHUNK.length);
        if (bytes.readableBytes() > tail) {
            matched = 0; // What the last read ended with is not next to this tail.
        }
        for (int i = bytes.writerIndex() - tail; i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (next == LAST_CHUNK[matched]) {
                matched++;
            } else {
                matched = next == LAST_CHUNK[0] ? 1 : 0;
            }
            if (matched == LAST_CHUNK.length) {
                matched = 0;
                load.streamEnded();
                ctx.writeAndFlush(request.duplicate());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        load.failed("a stream ended early");
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated for outbound handlers only.
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        load.failed(cause.toString());
        ctx.close();
    }
}
