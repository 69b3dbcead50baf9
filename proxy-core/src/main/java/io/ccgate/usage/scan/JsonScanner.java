package io.ccgate.usage.scan;

import io.ccgate.json.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Follows one JSON document that comes in pieces and reports the values its {@link Shape} names. What the shape does
 * not name is skipped at the speed of a byte search. Memory is fixed: the longest token kept is {@value #TOKEN} bytes.
 * Brackets are counted, not judged: garbage gives no values or odd ones, never an exception. Not thread-safe.
 */
public final class JsonScanner {
    /** Bytes kept of a key, string or scalar. */
    public static final int TOKEN = 256;

    private enum Mode {
        /** Between tokens, on a path the shape knows. */
        STRUCTURE,
        /** In a key, a string of interest or a scalar of interest. */
        KEY,
        TEXT,
        SCALAR,
        /** In a string nobody asked for, on a known path. */
        IDLE_TEXT,
        /** In an object or array nobody asked for, outside and inside its strings. */
        SKIP,
        SKIP_TEXT,
        /** The sink has heard enough of this document. */
        ENOUGH
    }

    private final Shape root;
    private final ValueSink sink;
    private final byte[] token;
    private final Shape[] path;
    private final boolean[] objects;

    private Mode mode = Mode.STRUCTURE;
    private int depth;
    private int skipped;
    private boolean escaped;
    private boolean expectKey;
    private boolean begun;
    private boolean closed;
    private int length;
    private long total;
    /** Bytes of the document that were fed before the current call. */
    private long fedBefore;

    private int textField = Shape.NO_FIELD;
    private long textEnd;
    private long textLength;
    /** Where the next value belongs; null when nobody asked for it. */
    private @Nullable Shape next;

    public JsonScanner(Shape root, ValueSink sink) {
        this.root = root;
        this.sink = sink;
        this.token = new byte[TOKEN];
        // Arrays do not deepen the shape, so leave room for some of them; deeper ones are skipped.
        int levels = root.depth() * 2 + 2;
        this.path = new Shape[levels];
        this.objects = new boolean[levels];
        this.next = root;
    }

    /** Forgets the document; the next byte begins a new one. */
    public void reset() {
        mode = Mode.STRUCTURE;
        depth = 0;
        skipped = 0;
        escaped = false;
        expectKey = false;
        begun = false;
        closed = false;
        fedBefore = 0;
        textField = Shape.NO_FIELD;
        next = root;
    }

    /** Field of the document's last string of interest; {@link Shape#NO_FIELD} before there was one. */
    public int textField() {
        return textField;
    }

    /** Its length in bytes, escapes as they stand. */
    public long textLength() {
        return textLength;
    }

    /** How many bytes of the document stand before its closing quote. */
    public long textEnd() {
        return textEnd;
    }

    /** Whether the outermost object or array was closed. */
    public boolean closed() {
        return closed;
    }

    /** Whether the bytes up to the next {@link #reset()} change nothing. */
    public boolean idle() {
        return mode == Mode.ENOUGH;
    }

    /** Whether a document has begun and is not closed. */
    public boolean open() {
        return begun && !closed;
    }

    /** The next bytes of the document. */
    public void feed(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            i = switch (mode) {
                case STRUCTURE -> structure(bytes, i, to);
                case KEY, TEXT -> captured(bytes, i, to, from);
                case SCALAR -> scalar(bytes, i, to);
                case IDLE_TEXT, SKIP_TEXT -> idle(bytes, i, to);
                case SKIP -> skip(bytes, i, to);
                case ENOUGH -> to;
            };
        }
        fedBefore += to - from;
    }

    private int structure(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (bytes[i]) {
                case '"' -> {
                    beginString();
                    return i + 1;
                }
                case '{' -> {
                    if (open(true)) {
                        return i + 1;
                    }
                }
                case '[' -> {
                    if (open(false)) {
                        return i + 1;
                    }
                }
                case '}', ']' -> close();
                case ',' -> {
                    if (depth > 0) {
                        expectKey = objects[depth - 1];
                        next = expectKey ? null : path[depth - 1];
                    }
                }
                case ':' -> expectKey = false;
                case ' ', '\n', '\r', '\t' -> {}
                default -> {
                    if (next != null && !expectKey) {
                        mode = Mode.SCALAR;
                        token[0] = bytes[i];
                        length = 1;
                        return i + 1;
                    }
                }
            }
        }
        return to;
    }

    private void beginString() {
        escaped = false;
        length = 0;
        total = 0;
        if (expectKey) {
            mode = Mode.KEY;
        } else if (next != null && next.field() != Shape.NO_FIELD) {
            mode = Mode.TEXT;
        } else {
            mode = Mode.IDLE_TEXT;
        }
    }

    /** Enters an object or array; true when it is one to skip. */
    private boolean open(boolean object) {
        begun = true;
        Shape here = next;
        if (here == null || depth == path.length) {
            mode = Mode.SKIP;
            skipped = 1;
            return true;
        }
        if (here.field() != Shape.NO_FIELD) {
            sink.begun(here.field());
        }
        path[depth] = here;
        objects[depth] = object;
        depth++;
        expectKey = object;
        next = object ? null : here;
        return false;
    }

    private void close() {
        if (depth > 0) {
            depth--;
            expectKey = false;
            next = null;
            closed = depth == 0;
        }
    }

    private int captured(byte[] bytes, int from, int to, int fed) {
        int start = escaped ? from + 1 : from;
        int quote = Bytes.closingQuote(bytes, start, to);
        keep(bytes, from, quote);
        if (quote == to) {
            escaped = Bytes.escaped(bytes, start, to);
            return to;
        }
        textEnd = fedBefore + (quote - fed);
        endString();
        return quote + 1;
    }

    private void keep(byte[] bytes, int from, int to) {
        int room = Math.min(TOKEN - length, to - from);
        if (room > 0) {
            System.arraycopy(bytes, from, token, length, room);
            length += room;
        }
        total += to - from;
    }

    private void endString() {
        boolean more = true;
        if (mode == Mode.KEY) {
            Shape object = path[depth - 1];
            int member = total == length ? object.indexOf(token, length) : -1;
            next = member < 0 ? null : object.child(member);
            expectKey = false;
        } else {
            Shape here = next;
            if (here != null) {
                textField = here.field();
                textLength = total;
                more = sink.text(here.field(), token, length, total);
            }
        }
        mode = more ? Mode.STRUCTURE : Mode.ENOUGH;
        closed |= !more;
    }

    private int scalar(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            boolean inside = b != ',' && b != '}' && b != ']' && (b & 0xff) > ' ';
            if (!inside) {
                Shape here = next;
                if (here != null && (here.field() != Shape.NO_FIELD || here == root)) {
                    sink.scalar(here.field(), token, length);
                }
                mode = Mode.STRUCTURE;
                return i;
            }
            if (length < TOKEN) {
                token[length++] = b;
            }
        }
        return to;
    }

    private int idle(byte[] bytes, int from, int to) {
        int start = escaped ? from + 1 : from;
        int quote = Bytes.closingQuote(bytes, start, to);
        if (quote == to) {
            escaped = Bytes.escaped(bytes, start, to);
            return to;
        }
        mode = mode == Mode.SKIP_TEXT ? Mode.SKIP : Mode.STRUCTURE;
        return quote + 1;
    }

    private int skip(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (bytes[i]) {
                case '"' -> {
                    mode = Mode.SKIP_TEXT;
                    escaped = false;
                    return i + 1;
                }
                case '{', '[' -> skipped++;
                case '}', ']' -> {
                    if (--skipped == 0) {
                        mode = Mode.STRUCTURE;
                        closed = depth == 0;
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return to;
    }
}
