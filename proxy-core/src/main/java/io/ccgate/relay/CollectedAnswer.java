package io.ccgate.relay;

import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.meter.Meter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

    void release() {
        if (bytes.refCnt() > 0) {
            bytes.release();
        }
    }
}
