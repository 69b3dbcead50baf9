package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.scan.JsonScanner;
import io.netty.buffer.ByteBuf;

/** Reads an answer that is one JSON document, or Gemini's array of them. */
final class JsonMeter implements Meter {
    private final Tally tally;
    private final JsonScanner scanner;
    private final ScannedBody body;

    JsonMeter(Protocol protocol) {
        this.tally = new Tally(protocol);
        this.scanner = new JsonScanner(Fields.of(protocol), tally);
        this.body = new ScannedBody(scanner);
    }

    @Override
    public void body(ByteBuf buffer, int index, int length) {
        body.feed(buffer, index, index + length);
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
