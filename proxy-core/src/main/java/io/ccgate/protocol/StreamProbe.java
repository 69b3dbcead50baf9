package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import io.ccgate.protocol.anthropic.AnthropicJudge;
import io.ccgate.protocol.chat.ChatJudge;
import io.ccgate.protocol.gemini.GeminiJudge;
import io.ccgate.protocol.responses.ResponsesJudge;
import io.ccgate.protocol.sse.EventJudge;
import io.ccgate.protocol.sse.Judgement;
import io.ccgate.protocol.sse.StreamError;
import io.ccgate.protocol.sse.Verdict;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a 200 stream until it shows content, an error or its end, so that a failure before the first
 * content can still be answered by another upstream. It looks, by absolute index, and keeps no reference; what it reads
 * is the body with transfer coding removed and not compressed. One probe an attempt; confined to one thread.
 */
public final class StreamProbe {
    /** Bytes of preamble after which a stream counts as content: the caller should not have to hold more. */
    public static final int MAX_PREAMBLE = 64 * 1024;

    /**
     * The same for Responses, whose {@code response.created} and {@code response.in_progress} each repeat the request's
     * instructions and tools.
     */
    public static final int MAX_RESPONSES_PREAMBLE = 256 * 1024;

    private static final int NAME_LIMIT = 64;
    private static final byte[] NOTHING = {};

    private enum Line {
        BEGIN,
        FIELD,
        BEFORE_VALUE,
        NAME,
        DATA,
        SKIP
    }

    private final EventJudge judge;
    private final int limit;
    private final byte[] field = new byte[NAME_LIMIT];
    private int fieldLength;
    private String name = "";
    private byte[] data = NOTHING;
    private int dataLength;
    private boolean hasData;
    private Line line = Line.BEGIN;
    private Line value = Line.SKIP;
    private boolean lastWasCr;
    private int seen;
    private Verdict verdict = Verdict.PREAMBLE;
    private @Nullable StreamError error;

    private StreamProbe(EventJudge judge, int limit) {
        this.judge = judge;
        this.limit = limit;
    }

    /** A probe for a stream of server-sent events. A body of any other type is content from its first byte. */
    public static StreamProbe create(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC -> new StreamProbe(new AnthropicJudge(), MAX_PREAMBLE);
            case CHAT -> new StreamProbe(new ChatJudge(), MAX_PREAMBLE);
            case RESPONSES -> new StreamProbe(new ResponsesJudge(), MAX_RESPONSES_PREAMBLE);
            case GEMINI -> new StreamProbe(new GeminiJudge(), MAX_PREAMBLE);
        };
    }

    /**
     * The next bytes. Once the verdict is other than {@link Verdict#PREAMBLE} it stays.
     *
     * @param index absolute
     */
    public Verdict feed(ByteBuf buffer, int index, int length) {
        int end = index + length;
        for (int i = index; i < end && verdict == Verdict.PREAMBLE; ) {
            int from = i;
            if (line == Line.SKIP || line == Line.DATA) {
                i = endOfLine(buffer, i, end);
                if (line == Line.DATA) {
                    append(buffer, from, i - from);
                }
            }
            if (i == from) {
                next(buffer.getByte(i++));
            } else {
                lastWasCr = false;
            }
            seen += i - from;
            if (seen >= limit && verdict == Verdict.PREAMBLE) {
                verdict = Verdict.CONTENT;
            }
        }
        return verdict;
    }

    private static int endOfLine(ByteBuf buffer, int from, int to) {
        int lf = buffer.indexOf(from, to, (byte) '\n');
        int end = lf < 0 ? to : lf;
        int cr = buffer.indexOf(from, end, (byte) '\r');
        return cr < 0 ? end : cr;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** What the upstream said; null unless the verdict is {@link Verdict#ERROR}. */
    public @Nullable StreamError error() {
        return error;
    }

    private void next(byte b) {
        boolean secondHalf = b == '\n' && lastWasCr;
        lastWasCr = b == '\r';
        if (secondHalf) {
            return;
        }
        if (b == '\n' || b == '\r') {
            endLine();
            return;
        }
        switch (line) {
            case BEGIN, FIELD -> {
                if (seen < 3 && (b & 0xFF) >= 0xBB) {
                    return; // the byte order mark
                }
                if (b == ':') {
                    beginValue();
                } else if (fieldLength == NAME_LIMIT) {
                    line = Line.SKIP;
                } else {
                    field[fieldLength++] = b;
                    line = Line.FIELD;
                }
            }
            case BEFORE_VALUE -> {
                line = value;
                if (b != ' ') {
                    keep(b);
                }
            }
            case NAME, DATA -> keep(b);
            case SKIP -> {}
        }
    }

    private void beginValue() {
        String key = new String(field, 0, fieldLength, StandardCharsets.ISO_8859_1);
        fieldLength = 0;
        switch (key) {
            case "event" -> {
                value = Line.NAME;
                name = "";
            }
            case "data" -> {
                value = judge.isPreamble(name) ? Line.SKIP : Line.DATA;
                if (hasData && value == Line.DATA) {
                    append((byte) '\n');
                }
                hasData = true;
            }
            default -> value = Line.SKIP;
        }
        line = Line.BEFORE_VALUE;
    }

    private void keep(byte b) {
        if (line == Line.DATA) {
            append(b);
        } else if (line == Line.NAME && fieldLength < NAME_LIMIT) {
            field[fieldLength++] = b;
        }
    }

    private void append(byte b) {
        makeRoom(1);
        data[dataLength++] = b;
    }

    private void append(ByteBuf buffer, int index, int length) {
        makeRoom(length);
        buffer.getBytes(index, data, dataLength, length);
        dataLength += length;
    }

    private void makeRoom(int bytes) {
        if (dataLength + bytes > data.length) {
            data = Arrays.copyOf(data, Math.max(256, Math.max(2 * dataLength, dataLength + bytes)));
        }
    }

    private void endLine() {
        if (line == Line.NAME) {
            name = new String(field, 0, fieldLength, StandardCharsets.ISO_8859_1);
        } else if (line == Line.BEGIN) {
            endEvent();
        }
        fieldLength = 0;
        line = Line.BEGIN;
    }

    private void endEvent() {
        if (hasData && dataLength > 0) {
            Judgement judgement = judge.judge(name, Arrays.copyOf(data, dataLength));
            verdict = judgement.verdict();
            error = judgement.error();
        }
        name = "";
        dataLength = 0;
        hasData = false;
    }
}
