package io.ccgate.observe.requests;

import io.ccgate.config.model.RequestLogConfig;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Headers and bodies of one request, copied within bounds while they pass. Confined to the exchange's event loop until its end, then
 * to the log's thread. Nothing in it is masked yet: it must not be shown or written as it is.
 */
public final class Recording {
    private static final byte[] NOTHING = {};

    private final RecordingRoom room;
    private final int cap;
    private final boolean failuresOnly;
    private final String query;
    private final HttpHeaders headers;
    private final CappedBytes requestBody;
    private final CappedBytes answerBody;
    private final List<RecordedAttempt> attempts = new ArrayList<>(1);
    private byte[] answerHead = NOTHING;
    private boolean over;

    private Recording(RecordingRoom room, RequestLogConfig config, String query, HttpHeaders headers) {
        this.room = room;
        this.cap = (int) Math.min(config.maxBodySize(), Integer.MAX_VALUE - 8);
        this.failuresOnly = config.mode() == RequestLogConfig.Mode.FAILURES;
        this.query = query;
        this.headers = headers;
        this.requestBody = new CappedBytes(room, cap);
        this.answerBody = new CappedBytes(room, cap);
    }

    /** Begins to record a request; null when the configuration asks for none. */
    public static @Nullable Recording begin(
            RecordingRoom room, RequestLogConfig config, String query, HttpHeaders headers) {
        return config.mode() == RequestLogConfig.Mode.OFF ? null : new Recording(room, config, query, headers);
    }

    /** The client's whole body, only to look at. */
    public void requestBody(ByteBuf body) {
        if (!over) {
            requestBody.add(body, body.readerIndex(), body.readableBytes());
        }
    }

    /**
     * An attempt's request.
     *
     * @param head as it is sent, credentials included; only to look at
     * @param body where it is not the client's own; only to look at
     */
    public RecordedAttempt attempt(String upstream, String url, ByteBuf head, @Nullable ByteBuf body) {
        RecordedAttempt attempt = new RecordedAttempt(
                upstream,
                url,
                ByteBufUtil.getBytes(head),
                new CappedBytes(room, over ? 0 : cap),
                new CappedBytes(room, over ? 0 : cap));
        // What an earlier attempt's answer had become before it was dropped never reached the client.
        answerBody.clear();
        if (body != null) {
            attempt.request().add(body, body.readerIndex(), body.readableBytes());
        }
        attempts.add(attempt);
        return attempt;
    }

    /** The head of the client's answer, as it is sent. */
    public void answerHead(ByteBuf head) {
        if (!over) {
            answerHead = ByteBufUtil.getBytes(head);
        }
    }

    /** Body of the client's answer where it is not the last attempt's own; only to look at. */
    public void answerBody(ByteBuf bytes) {
        if (!over) {
            answerBody.add(bytes, bytes.readerIndex(), bytes.readableBytes());
        }
    }

    public void answerBody(byte[] bytes) {
        if (!over) {
            answerBody.add(bytes);
        }
    }

    /** The exchange is over: whatever still comes is not recorded. */
    public void end() {
        over = true;
    }

    /** Whether a request that ended like this is to be kept. */
    boolean keeps(boolean failed) {
        return failed || !failuresOnly;
    }

    int cap() {
        return cap;
    }

    String query() {
        return query;
    }

    HttpHeaders headers() {
        return headers;
    }

    CappedBytes request() {
        return requestBody;
    }

    CappedBytes answer() {
        return answerBody;
    }

    byte[] answerHead() {
        return answerHead;
    }

    List<RecordedAttempt> attempts() {
        return attempts;
    }

    void release() {
        requestBody.release();
        answerBody.release();
        for (RecordedAttempt attempt : attempts) {
            attempt.request().release();
            attempt.answer().release();
        }
    }
}
