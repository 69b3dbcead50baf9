package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.scan.JsonScanner;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream (WHATWG HTML, section 9.2). Lines are split by absolute index, wherever the chunks are cut; the
 * data of an event goes into a JSON scanner as it comes, so nothing is held but the scanner's state. Events that are
 * known to hold no number are stepped over once their type is read.
 */
final class SseMeter implements Meter {
    private static final byte[] DATA = ascii("data:");
    private static final byte[] EVENT_ERROR = ascii("event:error");
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private enum Line {
        /** Its first bytes are not all there; {@code matched} of a known beginning are. */
        BEGIN,
        DATA_START,
        DATA,
        SKIP
    }

    private final Tally tally;
    private final JsonScanner scanner;
    private final ScannedBody body;

    private Line line = Line.BEGIN;
    private byte @Nullable [] beginning;
    private int matched;
    private int bom;
    private boolean afterCr;
    private boolean firstLine = true;
    /** Whether nothing of the next event was seen yet. */
    private boolean border = true;

    // Where in the buffer at hand the current event began and its data, which is in one line; -1 when it did not begin
    // there.
    private final EventTemplate template = new EventTemplate();
    private int event = -1;
    private int data = -1;
    private int textsBefore;
    private int notesBefore;

    SseMeter(Protocol protocol) {
        this.tally = new Tally(protocol);
        this.scanner = new JsonScanner(Fields.of(protocol), tally);
        this.body = new ScannedBody(scanner);
    }

    @Override
    public void body(ByteBuf buffer, int index, int length) {
        int end = index + length;
        int at = index;
        if (afterCr && at < end) {
            afterCr = false;
            if (buffer.getByte(at) == '\n') {
                at++;
            }
        }
        event = -1;
        data = -1;
        if (atBorder()) {
            at = repeated(buffer, at, end);
        }
        int lf = -1;
        int cr = -1;
        while (at < end) {
            if (lf < at && lf != end) {
                lf = indexOf(buffer, at, end, (byte) '\n');
            }
            if (cr < at && cr != end) {
                cr = indexOf(buffer, at, end, (byte) '\r');
            }
            int stop = Math.min(lf, cr);
            within(buffer, at, stop);
            if (stop == end) {
                return;
            }
            at = stop + 1;
            if (stop == cr) {
                if (at == end) {
                    afterCr = true;
                } else if (buffer.getByte(at) == '\n') {
                    at++;
                }
            }
            boolean eventEnds = line == Line.BEGIN && beginning == null;
            if (eventEnds) {
                learn(buffer, at);
            }
            endLine();
            if (eventEnds && !afterCr) {
                at = repeated(buffer, at, end);
            }
        }
    }

    /** Whether the next byte begins an event. */
    private boolean atBorder() {
        return border && line == Line.BEGIN && beginning == null && !afterCr;
    }

    /** Steps over events that are like the one learned; returns where another begins. */
    private int repeated(ByteBuf buffer, int from, int end) {
        int at = from;
        for (int next = template.match(buffer, at, end); next >= 0; next = template.match(buffer, at, end)) {
            tally.content(template.textLength());
            at = next;
        }
        event = at;
        data = -1;
        textsBefore = tally.texts();
        notesBefore = tally.notes();
        return at;
    }

    /** Remembers the event that ends here if it was whole in this buffer and said nothing but one piece of text. */
    private void learn(ByteBuf buffer, int end) {
        if (event >= 0
                && data >= 0
                && tally.texts() == textsBefore + 1
                && tally.notes() == notesBefore
                && scanner.textField() == Fields.CONTENT) {
            int textEnd = data + Math.toIntExact(scanner.textEnd());
            template.learn(buffer, event, textEnd - Math.toIntExact(scanner.textLength()), textEnd, end);
        }
    }

    private static int indexOf(ByteBuf buffer, int from, int to, byte value) {
        int found = buffer.indexOf(from, to, value);
        return found < 0 ? to : found;
    }

    /** The next bytes of the current line, without its end. */
    private void within(ByteBuf buffer, int from, int to) {
        int at = from;
        border &= at == to;
        if (line == Line.BEGIN && at < to) {
            at = begin(buffer, at, to);
        }
        if (line == Line.DATA_START && at < to) {
            line = Line.DATA;
            if (buffer.getByte(at) == ' ') {
                at++;
            }
            if (scanner.open()) {
                data = -1;
            } else {
                scanner.reset();
                data = at;
            }
        }
        if (line == Line.DATA && at < to) {
            body.feed(buffer, at, to);
        }
    }

    /** Tells by its first bytes what a line is; returns where its value begins. */
    private int begin(ByteBuf buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = buffer.getByte(at);
            if (firstLine && matched == 0 && bom < BOM.length && b == BOM[bom]) {
                bom++;
                continue;
            }
            byte[] expected = beginning;
            if (expected == null) {
                expected = b == 'd' ? DATA : EVENT_ERROR;
                beginning = expected;
            } else if (expected == EVENT_ERROR && b == ' ' && matched == "event:".length()) {
                continue;
            }
            if (matched == expected.length || b != expected[matched]) {
                line = Line.SKIP;
                matched = 0;
                return to;
            }
            matched++;
            if (expected == DATA && matched == DATA.length) {
                line = Line.DATA_START;
                return at + 1;
            }
        }
        return to;
    }

    private void endLine() {
        if (line == Line.BEGIN) {
            if (beginning == EVENT_ERROR && matched == EVENT_ERROR.length) {
                tally.fail();
            } else if (beginning == null) {
                // An empty line ends the event, whatever its data looked like.
                scanner.reset();
                border = true;
            }
        } else if (line == Line.DATA && scanner.open()) {
            // Several data lines make one value, joined by line feeds.
            body.lineFeed();
        }
        line = Line.BEGIN;
        beginning = null;
        matched = 0;
        firstLine = false;
    }

    @Override
    public Reading read() {
        return tally.reading(tally.ended());
    }

    @Override
    public boolean sawEnd() {
        return tally.ended();
    }

    @Override
    public void close() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
