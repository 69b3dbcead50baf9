package io.ccgate.usage.meter;

import io.ccgate.usage.scan.JsonScanner;
import io.netty.buffer.ByteBuf;

/** Feeds a scanner from a buffer: straight from its array where it has one, else in small copies. */
final class ScannedBody {
    private static final int PIECE = 1024;

    private static final byte[] LINE_FEED = {'\n'};

    private final JsonScanner scanner;
    private byte[] piece = new byte[0];

    ScannedBody(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** What joins two lines of one value. */
    void lineFeed() {
        scanner.feed(LINE_FEED, 0, 1);
    }

    void feed(ByteBuf buffer, int from, int to) {
        if (buffer.hasArray()) {
            int offset = buffer.arrayOffset();
            scanner.feed(buffer.array(), offset + from, offset + to);
            return;
        }
        if (piece.length < PIECE && piece.length < to - from) {
            piece = new byte[Math.min(PIECE, Math.max(2 * piece.length, Math.max(256, to - from)))];
        }
        for (int at = from; at < to && !scanner.idle(); ) {
            int length = Math.min(piece.length, to - at);
            buffer.getBytes(at, piece, 0, length);
            scanner.feed(piece, 0, length);
            at += length;
        }
    }
}
