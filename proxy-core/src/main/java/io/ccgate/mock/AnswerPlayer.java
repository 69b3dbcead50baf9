package io.ccgate.mock;

import io.ccgate.mock.Answer.Piece;
import io.ccgate.mock.MockFaults.CutEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Writes one answer to one connection, in its own time. Lives on the connection's event loop. */
final class AnswerPlayer {
    /** Lets what was written leave before a reset throws it away. */
    private static final Duration BEFORE_RESET = Duration.ofMillis(20);

    private final Channel channel;
    private final Answer answer;
    private final MockFaults faults;
    private final Staging staging;
    private final boolean head;
    private final boolean keepAlive;
    private final LongSupplier nanoTime;
    private final Duration spacing;
    private final boolean flushEach;
    private final Runnable ended;

    private int next;
    private long sentBytes;
    private boolean waiting;
    private boolean stopped;

    /**
     * A player that has not begun.
     *
     * @param head the request was HEAD: no body
     * @param ended called once when the answer is written as far as it was to be, unless stopped before
     */
    AnswerPlayer(
            Channel channel,
            Answer answer,
            MockFaults faults,
            Staging staging,
            boolean head,
            boolean keepAlive,
            LongSupplier nanoTime,
            Runnable ended) {
        this.channel = channel;
        this.answer = answer;
        this.faults = faults;
        this.staging = staging;
        this.head = head;
        this.keepAlive = keepAlive && faults.flag(Knob.KEEP_ALIVE, true) && !faults.flag(Knob.CLOSE_DELIMITED, false);
        this.nanoTime = nanoTime;
        this.spacing = faults.isSet(Knob.DRIP) ? faults.duration(Knob.DRIP) : faults.duration(Knob.INTERVAL);
        this.flushEach = faults.isSet(Knob.DRIP) || (answer.stream() && !faults.flag(Knob.ONE_WRITE, false));
        this.ended = ended;
    }

    void start() {
        if (!faults.flag(Knob.HANG, false)) {
            after(faults.duration(Knob.LATENCY), this::sendHead);
        }
    }

    /** The connection is gone: nothing more is written. */
    void stop() {
        stopped = true;
    }

    /** The connection takes bytes again. */
    void writable() {
        if (waiting) {
            waiting = false;
            play();
        }
    }

    /** Share of the output tokens that was sent. */
    long outputTokensSent() {
        return staging.length() == 0 ? 0 : answer.outputTokens() * sentBytes / staging.length();
    }

    private void after(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            channel.eventLoop()
                    .schedule(
                            () -> {
                                if (!stopped) {
                                    step.run();
                                }
                            },
                            delay.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void sendHead() {
        if (faults.flag(Knob.EARLY_HINTS, false)) {
            DefaultFullHttpResponse hints =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.EARLY_HINTS);
            hints.headers().set("link", "</demo>; rel=preload");
            channel.writeAndFlush(hints);
        }
        channel.write(responseHead());
        if (head) {
            finish();
            return;
        }
        if (flushEach) {
            channel.flush();
        }
        after(faults.duration(Knob.FIRST_EVENT), this::play);
    }

    private HttpResponse responseHead() {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(headers::set);
        if (answer.stream()) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        }
        if (faults.flag(Knob.GZIP, false) && !answer.isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        boolean trailers = faults.flag(Knob.TRAILERS, false);
        if (trailers) {
            headers.set(HttpHeaderNames.TRAILER, "x-mock-trailer");
        }
        if (!faults.flag(Knob.CLOSE_DELIMITED, false)) {
            if (faults.flag(Knob.LENGTH, !answer.stream() && !trailers)) {
                headers.set(HttpHeaderNames.CONTENT_LENGTH, staging.length());
            } else {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        }
        return response;
    }

    private void play() {
        while (next < staging.pieces().size()) {
            if (stopped) {
                return;
            }
            if (!channel.isWritable()) {
                waiting = true;
                channel.flush();
                return;
            }
            Piece piece = staging.pieces().get(next++);
            sentBytes += piece.bytes().readableBytes();
            channel.write(new DefaultHttpContent(bytes(piece)));
            if (flushEach) {
                channel.flush();
                if (!spacing.isZero() && next < staging.pieces().size()) {
                    after(spacing, this::play);
                    return;
                }
            }
        }
        if (staging.cut().isPresent() && staging.cut().get() != CutEnd.END) {
            breakOff(staging.cut().get());
        } else {
            finish();
        }
    }

    private ByteBuf bytes(Piece piece) {
        if (piece.stampAt() < 0) {
            return piece.bytes().retainedDuplicate();
        }
        ByteBuf stamped = channel.alloc().buffer(piece.bytes().readableBytes());
        stamped.writeBytes(piece.bytes().duplicate());
        long time = nanoTime.getAsLong();
        for (int at = piece.stampAt() + 18; at >= piece.stampAt(); at--) {
            stamped.setByte(at, (byte) ('0' + time % 10));
            time /= 10;
        }
        return stamped;
    }

    private void finish() {
        stopped = true;
        LastHttpContent end = LastHttpContent.EMPTY_LAST_CONTENT;
        if (faults.flag(Knob.TRAILERS, false) && !head) {
            end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
            end.trailingHeaders().set("x-mock-trailer", "the end");
        }
        // Whoever reads the counters after the last byte must find this answer in them.
        ended.run();
        var written = channel.writeAndFlush(end);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void breakOff(CutEnd how) {
        channel.flush();
        after(how == CutEnd.RESET ? BEFORE_RESET : Duration.ZERO, () -> {
            stopped = true;
            ended.run();
            if (how == CutEnd.RESET) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close();
        });
    }
}
