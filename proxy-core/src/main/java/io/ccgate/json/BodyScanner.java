package io.ccgate.json;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body once, as its pieces arrive, and builds no tree: it checks that the body is one well-formed JSON
 * object, to its very end, and remembers what {@link BodyFacts} names. Memory does not grow with the body. One scanner
 * a body; confined to one thread.
 *
 * <p>Refused, because upstreams would read it in different ways: a second top-level {@code model} (also one that is
 * escaped, or that differs in case only), a {@code model} that is no string, bytes behind the object, encodings other
 * than UTF-8, nesting deeper than {@value #MAX_DEPTH}. The inside of numbers and other literals is left to the
 * upstream's judgement.
 */
public final class BodyScanner {
    /** How deep a body may nest. */
    public static final int MAX_DEPTH = 1000;

    // Reading an array is several times faster than reading a direct buffer byte by byte; this much stays in the
    // processor's first cache.
    private static final int WINDOW = 4096;
    private static final byte[] NONE = {};

    // What may come next. Numbers, not an enum: storing a reference costs a barrier, and this is stored at every token.
    private static final int ROOT = 0;
    private static final int KEY = 1;
    private static final int KEY_OR_END = 2;
    private static final int COLON = 3;
    private static final int VALUE = 4;
    private static final int VALUE_OR_END = 5;
    private static final int COMMA_OR_END = 6;
    private static final int NOTHING = 7;

    // In what kind of token the last piece ended.
    private static final int STRUCTURE = 0;
    private static final int STRING = 1;
    private static final int ESCAPE = 2;
    private static final int LITERAL = 3;

    private final FactsCollector facts = new FactsCollector();
    private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];
    private byte[] window = NONE;
    private int expect = ROOT;
    private int inside = STRUCTURE;
    private boolean key;
    /** Whether the token that runs may be a fact or a part of one; most of a body is not. */
    private boolean heard;

    private int depth;
    private int offset;
    private int tokenStart;
    private @Nullable BodyProblem problem;

    /**
     * The next piece: its readable bytes. The piece's indexes and reference count stay as they are and no reference to
     * it is kept.
     */
    public void feed(ByteBuf piece) {
        int index = piece.readerIndex();
        int left = piece.readableBytes();
        if (piece.hasArray()) {
            scan(piece.array(), piece.arrayOffset() + index, left);
            return;
        }
        if (window.length < Math.min(left, WINDOW)) {
            window = new byte[Math.min(left, WINDOW)];
        }
        while (left > 0 && problem == null) {
            int length = Math.min(left, window.length);
            piece.getBytes(index, window, 0, length);
            scan(window, 0, length);
            index += length;
            left -= length;
        }
    }

    /** What is wrong with the bytes so far; null while nothing is. Lets a caller refuse before the whole body came. */
    public @Nullable BodyProblem problem() {
        return problem;
    }

    /** Called once, after the last piece. */
    public BodyScan finish() {
        if (problem != null) {
            return problem;
        }
        if (expect != NOTHING) {
            String message = offset == 0 ? "the body is empty" : "the body ends before its JSON object does";
            return new BodyProblem(message, offset);
        }
        return facts.facts(offset);
    }

    private void scan(byte[] bytes, int from, int length) {
        int to = from + length;
        int i = from;
        // Absolute offset of index 0.
        int base = offset - from;
        while (i < to && problem == null) {
            i = switch (inside) {
                case STRUCTURE -> structure(bytes, i, to, base);
                case STRING -> string(bytes, i, to, base);
                case ESCAPE -> {
                    inside = STRING;
                    hear(bytes, i, i + 1);
                    yield i + 1;
                }
                default -> literal(bytes, i, to, base);
            };
        }
        offset += length;
    }

    private int structure(byte[] bytes, int from, int to, int base) {
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            // In the order of how often they come.
            if (b == '"') {
                if (!beginString(base + i)) {
                    return to;
                }
                i = string(bytes, i + 1, to, base);
                if (inside != STRUCTURE || problem != null) {
                    return to;
                }
                continue;
            }
            if (b == ':' && expect == COLON) {
                expect = VALUE;
            } else if (b == ',' && expect == COMMA_OR_END) {
                if (facts.listens()) {
                    facts.comma(depth);
                }
                expect = inObject() ? KEY : VALUE;
            } else if (b == '{' || b == '[') {
                if (!open(b == '{', base + i)) {
                    return unexpected(b, base + i, to);
                }
            } else if (b == '}' || b == ']') {
                if (!close(b == '}', base + i)) {
                    return unexpected(b, base + i, to);
                }
            } else if (isLiteral(b) && (expect == VALUE || expect == VALUE_OR_END)) {
                i = beginLiteral(bytes, i, to, base);
                if (inside != STRUCTURE || problem != null) {
                    return to;
                }
                continue;
            } else if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && !isByteOrderMark(b, base + i)) {
                return unexpected(b, base + i, to);
            }
            if (problem != null) {
                return to;
            }
            i++;
        }
        return to;
    }

    private boolean beginString(int at) {
        key = expect == KEY || expect == KEY_OR_END;
        if (!key && expect != VALUE && expect != VALUE_OR_END) {
            unexpected((byte) '"', at, 0);
            return false;
        }
        inside = STRING;
        tokenStart = at;
        heard = depth == 1 || facts.listens();
        if (heard && key) {
            facts.beginKey(depth);
        } else if (heard) {
            facts.beginString(depth);
        }
        return true;
    }

    private int string(byte[] bytes, int from, int to, int base) {
        int quote = Bytes.closingQuote(bytes, from, to);
        hear(bytes, from, quote);
        if (quote < to) {
            endString(base + quote + 1);
            return quote + 1;
        }
        if (Bytes.escaped(bytes, from, to)) {
            inside = ESCAPE;
        }
        return to;
    }

    private void endString(int end) {
        inside = STRUCTURE;
        expect = key ? COLON : COMMA_OR_END;
        if (heard) {
            fail(key ? facts.endKey(depth) : facts.endString(depth, tokenStart, end), tokenStart);
        }
    }

    private void hear(byte[] bytes, int from, int to) {
        if (heard) {
            facts.text(bytes, from, to);
        }
    }

    private int beginLiteral(byte[] bytes, int from, int to, int base) {
        inside = LITERAL;
        tokenStart = base + from;
        heard = depth == 1 || facts.listens();
        if (heard && fail(facts.beginLiteral(depth), tokenStart)) {
            return to;
        }
        return literal(bytes, from, to, base);
    }

    private int literal(byte[] bytes, int from, int to, int base) {
        int i = from;
        while (i < to && isLiteral(bytes[i])) {
            i++;
        }
        hear(bytes, from, i);
        if (i < to) {
            if (heard) {
                facts.endLiteral(depth, tokenStart, base + i);
            }
            inside = STRUCTURE;
            expect = COMMA_OR_END;
        }
        return i;
    }

    /** False when nothing may open here. */
    private boolean open(boolean object, int at) {
        if (expect == ROOT ? !object : expect != VALUE && expect != VALUE_OR_END) {
            return false;
        }
        if (depth == MAX_DEPTH) {
            fail("the body nests deeper than " + MAX_DEPTH + " levels", at);
            return true;
        }
        if ((depth <= 1 || facts.listens()) && fail(facts.open(depth, object, at), at)) {
            return true;
        }
        depth++;
        long bit = 1L << depth;
        objects[depth >>> 6] = object ? objects[depth >>> 6] | bit : objects[depth >>> 6] & ~bit;
        expect = object ? KEY_OR_END : VALUE_OR_END;
        return true;
    }

    private boolean close(boolean object, int at) {
        boolean empty = expect == (object ? KEY_OR_END : VALUE_OR_END);
        if (!empty && (expect != COMMA_OR_END || object != inObject())) {
            return false;
        }
        depth--;
        if (depth <= 1 || facts.listens()) {
            facts.close(depth, empty, at + 1);
        }
        expect = depth == 0 ? NOTHING : COMMA_OR_END;
        return true;
    }

    private boolean inObject() {
        return (objects[depth >>> 6] >>> depth & 1) != 0;
    }

    private static boolean isLiteral(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }

    /** A UTF-8 byte order mark may lead the body, by RFC 8259, section 8.1. */
    private boolean isByteOrderMark(byte b, int at) {
        if (expect != ROOT || tokenStart != at) {
            return false;
        }
        byte mark = switch (at) {
            case 0 -> (byte) 0xEF;
            case 1 -> (byte) 0xBB;
            case 2 -> (byte) 0xBF;
            default -> 0;
        };
        tokenStart = at + 1;
        return at < 3 && b == mark;
    }

    private int unexpected(byte b, int at, int to) {
        String message;
        if (expect == NOTHING) {
            message = "bytes follow the JSON object";
        } else if (at < 4 && (b == 0 || (b & 0xFE) == 0xFE)) {
            message = "the body is not UTF-8; UTF-16 and UTF-32 are not understood";
        } else if (expect == ROOT) {
            message = "the body must be a JSON object";
        } else {
            message = "not JSON: expected "
                    + switch (expect) {
                        case KEY -> "a key in double quotes";
                        case KEY_OR_END -> "a key in double quotes or }";
                        case COLON -> "a colon";
                        case VALUE -> "a value";
                        case VALUE_OR_END -> "a value or ]";
                        default -> inObject() ? "a comma or }" : "a comma or ]";
                    };
        }
        fail(message, at);
        return to;
    }

    private boolean fail(@Nullable String message, int at) {
        if (message != null) {
            problem = new BodyProblem(message, at);
        }
        return message != null;
    }
}
