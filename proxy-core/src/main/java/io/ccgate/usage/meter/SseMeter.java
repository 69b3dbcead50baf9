package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.json.Bytes;
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
    private static final int WINDOW = 4096;
    private static final byte[] LINE_FEED = {'\n'};
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
    private final Window window = new Window(WINDOW);

    private Line line = Line.BEGIN;
    private byte @Nullable [] beginning;
    private int matched;
    private int bom;
    private boolean afterCr;
    private boolean firstLine = true;
    /** Whether nothing of the next event was seen yet. */
    private boolean border = true;

    // Where in the window the current event began and its data, which is in one line; -1 when it did not begin
    // there.
    private final EventTemplate template = new EventTemplate();
    private int event = -1;
    private int data = -1;
    /** Whether the current event's data was begun. */
    private boolean dataRead;

    private int textsBefore;
    private int notesBefore;

    SseMeter(Protocol protocol) {
        this.tally = new Tally(protocol);
        this.scanner = new JsonScanner(Fields.of(protocol), tally);
    }

    @Override
    public void body(ByteBuf buffer, int index, int length) {
        int end = index + length;
        for (int at = index; at < end; ) {
            int shown = window.show(buffer, at, end);
            at += read(window.bytes(), shown, at + shown < end);
        }
    }

    /**
     * Reads what the window shows.
     *
     * @param more whether the window can go on; it then does so from an event that does not end in it
     * @return how many bytes were read
     */
    private int read(byte[] bytes, int end, boolean more) {
        int at = 0;
        if (afterCr && at < end) {
            afterCr = false;
            if (bytes[at] == '\n') {
                at++;
            }
        }
        event = -1;
        data = -1;
        if (atBorder()) {
            at = repeated(bytes, at, end);
        }
        int lf = -1;
        int cr = -1;
        while (at < end) {
            if (lf < at && lf != end) {
                lf = Bytes.indexOf(bytes, at, end, (byte) '\n');
            }
            if (cr < at && cr != end) {
                cr = Bytes.indexOf(bytes, at, end, (byte) '\r');
            }
            int stop = Math.min(lf, cr);
            if (stop == end && more && event > 0 && !dataRead) {
                border = true;
                return event;
            }
            within(bytes, at, stop);
            if (stop == end) {
                return end;
            }
            at = stop + 1;
            if (stop == cr) {
                if (at == end) {
                    afterCr = true;
                } else if (bytes[at] == '\n') {
                    at++;
                }
            }
            boolean eventEnds = line == Line.BEGIN && beginning == null;
            if (eventEnds) {
                learn(bytes, at);
            }
            endLine();
            if (eventEnds && !afterCr) {
                at = repeated(bytes, at, end);
            }
        }
        return end;
    }

    /** Whether the next byte begins an event. */
    private boolean atBorder() {
        return border && line == Line.BEGIN && beginning == null && !afterCr;
    }

    /** Steps over events that are like the one learned; returns where another begins. */
    private int repeated(byte[] bytes, int from, int end) {
        int at = from;
        for (int next = template.match(bytes, at, end); next >= 0; next = template.match(bytes, at, end)) {
            tally.content(template.textLength());
            at = next;
        }
        event = at;
        data = -1;
        dataRead = false;
        textsBefore = tally.texts();
        notesBefore = tally.notes();
        return at;
    }

    /** Remembers the event that ends here if it was whole in this buffer and said nothing but one piece of text. */
    private void learn(byte[] bytes, int end) {
        if (event >= 0
                && data >= 0
                && tally.texts() == textsBefore + 1
                && tally.notes() == notesBefore
                && scanner.textField() == Fields.CONTENT) {
            int textEnd = data + Math.toIntExact(scanner.textEnd());
            template.learn(bytes, event, textEnd - Math.toIntExact(scanner.textLength()), textEnd, end);
        }
    }

    /** The next bytes of the current line, without its end. */
    private void within(byte[] bytes, int from, int to) {
        int at = from;
        border &= at == to;
        if (line == Line.BEGIN && at < to) {
            at = begin(bytes, at, to);
        }
        if (line == Line.DATA_START && at < to) {
            line = Line.DATA;
            dataRead = true;
            if (bytes[at] == ' ') {
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
            scanner.feed(bytes, at, to);
        }
    }

    /** Tells by its first bytes what a line is; returns where its value begins. */
    private int begin(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
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
            scanner.feed(LINE_FEED, 0, 1);
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
