package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.Outcome;
import io.ccgate.balance.RetryAfter;
import io.ccgate.error.GatewayErrors;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.meter.Meter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept whole: an error that a better answer may replace, or one to translate. Confined to one event loop; its
 * buffer lives until {@link #take} or {@link #release}.
 */
final class CollectedAnswer {
    /** Error answers longer than this are cut: an error of 64 KiB says nothing that one of 1 KiB does not. */
    private static final int MAX_KEPT_ERROR = 64 * 1024;

    /** Longest whole answer that is translated; no model writes more. */
    private static final int MAX_TRANSLATED = 64 * 1024 * 1024;

    private static final AsciiString RETRY_AFTER_MS = AsciiString.cached("retry-after-ms");

    private final AnswerHead head;
    private final @Nullable Meter meter;
    private final ByteBuf bytes;

    /** @param meter looks at a good answer's bytes; null for an error */
    CollectedAnswer(AnswerHead head, @Nullable Meter meter, ByteBufAllocator allocator) {
        this.head = head;
        this.meter = meter;
        this.bytes = allocator.buffer();
    }

    AnswerHead head() {
        return head;
    }

    boolean isError() {
        return head.status() >= 400;
    }

    void payload(ByteBuf buffer, int index, int length) {
        if (meter != null) {
            meter.body(buffer, index, length);
        }
        int most = isError() ? MAX_KEPT_ERROR : MAX_TRANSLATED;
        bytes.writeBytes(buffer, index, Math.max(0, Math.min(length, most - bytes.readableBytes())));
    }

    byte[] take() {
        byte[] whole = new byte[bytes.readableBytes()];
        bytes.readBytes(whole);
        return whole;
    }

    /** What an error answer means for the attempt; the bytes are taken. */
    AttemptFailure failure(Candidate candidate, @Nullable ForeignHop hop, Instant now) {
        int status = head.status();
        Duration retryAfter = retryAfter(head, now);
        FailedAnswer answer = hop == null
                ? new FailedAnswer(candidate, status, head, List.of(), take(), retryAfter)
                : hop.failed(head, take(), retryAfter);
        return new AttemptFailure(
                Outcome.ofStatus(status, retryAfter), GatewayErrors.upstreamStatus(status), status, answer);
    }

    /** How long the upstream asks to be left alone; null when it does not. */
    static @Nullable Duration retryAfter(AnswerHead head, Instant now) {
        if (head.status() < 400) {
            return null;
        }
        return RetryAfter.parse(head.first(HttpHeaderNames.RETRY_AFTER), head.first(RETRY_AFTER_MS), now);
    }

    void release() {
        if (bytes.refCnt() > 0) {
            bytes.release();
        }
    }
}
