package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.scan.JsonScanner;
import io.netty.buffer.ByteBuf;

/** Reads an answer that is one JSON document, or Gemini's array of them. */
final class JsonMeter implements Meter {
    private static final int WINDOW = 1024;

    private final Tally tally;
    private final JsonScanner scanner;
    private final Window window = new Window(WINDOW);

    JsonMeter(Protocol protocol) {
        this.tally = new Tally(protocol);
        this.scanner = new JsonScanner(Fields.of(protocol), tally);
    }

    @Override
    public void body(ByteBuf buffer, int index, int length) {
        int end = index + length;
        for (int at = index; at < end && !scanner.idle(); ) {
            int shown = window.show(buffer, at, end);
            scanner.feed(window.bytes(), 0, shown);
            at += shown;
        }
    }

    @Override
    public Reading read() {
        return tally.reading(scanner.closed());
    }

    @Override
    public boolean sawEnd() {
        return scanner.closed();
    }

    @Override
    public void close() {}
}
