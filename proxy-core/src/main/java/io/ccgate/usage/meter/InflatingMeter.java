package io.ccgate.usage.meter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a compressed answer on the side, so that its numbers can be read while the compressed bytes pass untouched.
 * What it inflates is bounded; past the bound, or on a broken stream, it stops looking.
 */
final class InflatingMeter implements Meter {
    /** No answer with usage in it is larger; a bomb is. */
    private static final long MAX_INFLATED = 256L << 20;

    private static final int BLOCK = 4096;
    /** Compression method in the low bits of a zlib header (RFC 1950, section 2.2). */
    private static final int DEFLATED = 8;

    private final Meter plain;
    private final boolean gzip;
    private final GzipHeader header = new GzipHeader();
    private final byte[] deflated = new byte[BLOCK];
    private final byte[] inflated = new byte[BLOCK];
    private final ByteBuf view = Unpooled.wrappedBuffer(inflated);
    private Inflater inflater;
    private State state;
    private int trailer;
    private long total;

    private enum State {
        HEADER,
        /** The first byte of a deflate body tells whether it is wrapped in zlib, as it should be, or bare. */
        SNIFF,
        BODY,
        TRAILER,
        STOPPED
    }

    InflatingMeter(Meter plain, boolean gzip) {
        this.plain = plain;
        this.gzip = gzip;
        this.inflater = new Inflater(gzip);
        this.state = gzip ? State.HEADER : State.SNIFF;
    }

    @Override
    public void body(ByteBuf buffer, int index, int length) {
        int end = index + length;
        for (int at = index; at < end && state != State.STOPPED; ) {
            int piece = Math.min(BLOCK, end - at);
            buffer.getBytes(at, deflated, 0, piece);
            try {
                take(piece);
            } catch (DataFormatException broken) {
                state = State.STOPPED;
            }
            at += piece;
        }
    }

    private void take(int length) throws DataFormatException {
        int at = 0;
        while (at < length) {
            switch (state) {
                case HEADER -> {
                    at = header.read(deflated, at, length);
                    if (header.broken()) {
                        state = State.STOPPED;
                    } else if (header.complete()) {
                        state = State.BODY;
                    }
                }
                case SNIFF -> {
                    if ((deflated[at] & 0x0f) != DEFLATED) {
                        inflater.end();
                        inflater = new Inflater(true);
                    }
                    state = State.BODY;
                }
                case BODY -> at = inflate(at, length);
                case TRAILER -> {
                    int skipped = Math.min(length - at, GzipHeader.TRAILER - trailer);
                    trailer += skipped;
                    at += skipped;
                    if (trailer == GzipHeader.TRAILER) {
                        // Another member may follow (RFC 1952, section 2.2).
                        trailer = 0;
                        header.reset();
                        inflater.reset();
                        state = State.HEADER;
                    }
                }
                case STOPPED -> at = length;
            }
        }
    }

    private int inflate(int from, int to) throws DataFormatException {
        inflater.setInput(deflated, from, to - from);
        while (true) {
            int count = inflater.inflate(inflated);
            if (count > 0) {
                total += count;
                if (total > MAX_INFLATED) {
                    state = State.STOPPED;
                    return to;
                }
                plain.body(view, 0, count);
            }
            if (inflater.finished()) {
                state = gzip ? State.TRAILER : State.STOPPED;
                return to - inflater.getRemaining();
            }
            if (inflater.needsDictionary()) {
                state = State.STOPPED;
                return to;
            }
            if (count == 0) {
                return to;
            }
        }
    }

    @Override
    public Reading read() {
        return plain.read();
    }

    @Override
    public boolean sawEnd() {
        return plain.sawEnd();
    }

    @Override
    public void close() {
        inflater.end();
        state = State.STOPPED;
        plain.close();
    }
}
