package io.ccgate.observe.requests;

import io.netty.buffer.ByteBuf;

/** What went to an upstream and what came back. Confined like the {@link Recording} it belongs to. */
public final class RecordedAttempt {
    private static final byte[] NOTHING = {};

    private final String upstream;
    private final String url;
    private final byte[] requestHead;
    private final CappedBytes request;
    private final CappedBytes answer;
    private byte[] answerHead = NOTHING;

    RecordedAttempt(String upstream, String url, byte[] requestHead, CappedBytes request, CappedBytes answer) {
        this.upstream = upstream;
        this.url = url;
        this.requestHead = requestHead;
        this.request = request;
        this.answer = answer;
    }

    /** @param head the whole head as it came; kept, so it must not change any more */
    public void answerHead(byte[] head) {
        answerHead = head;
    }

    /** Bytes of the answer's body, only to look at. */
    public void payload(ByteBuf buffer, int index, int length) {
        answer.add(buffer, index, length);
    }

    String upstream() {
        return upstream;
    }

    String url() {
        return url;
    }

    byte[] requestHead() {
        return requestHead;
    }

    CappedBytes request() {
        return request;
    }

    CappedBytes answer() {
        return answer;
    }

    byte[] answerHead() {
        return answerHead;
    }
}
