package io.ccgate.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Feeds bodies to a scanner in the ways they may arrive. */
final class Scans {
    private Scans() {}

    static BodyScan whole(String body) {
        return whole(body.getBytes(StandardCharsets.UTF_8));
    }

    static BodyScan whole(byte[] body) {
        return cut(body, body.length);
    }

    static BodyFacts facts(String body) {
        if (whole(body) instanceof BodyFacts facts) {
            return facts;
        }
        throw new AssertionError(whole(body));
    }

    /** In two pieces, the second one direct memory. */
    static BodyScan cut(byte[] body, int at) {
        BodyScanner scanner = new BodyScanner();
        scanner.feed(Unpooled.wrappedBuffer(body, 0, at));
        ByteBuf direct =
                Unpooled.directBuffer(body.length - at + 3).writeZero(3).writeBytes(body, at, body.length - at);
        try {
            scanner.feed(direct.skipBytes(3));
            return scanner.finish();
        } finally {
            direct.release();
        }
    }

    static BodyScan byteByByte(byte[] body) {
        BodyScanner scanner = new BodyScanner();
        for (int i = 0; i < body.length; i++) {
            scanner.feed(Unpooled.wrappedBuffer(body, i, 1));
        }
        return scanner.finish();
    }

    static String text(byte[] body, @Nullable Span span) {
        if (span == null) {
            throw new AssertionError("no span");
        }
        return new String(body, span.start(), span.length(), StandardCharsets.UTF_8);
    }
}
