package io.ccgate.usage.journal;

import io.ccgate.json.Bytes;
import io.ccgate.usage.ledger.Booked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads of usage lines what limits count and no more, several times as fast as {@link LineReader}: the members stand in the order in
 * which CCGate and we write them, so most of a line need not be looked at. A line that is anything else, a correction or garbage,
 * goes to {@link LineReader}, so that both always count the same. Not thread-safe.
 */
public final class LimitLines {
    private static final int BLOCK = 1 << 20;
    private static final int MICRO_DIGITS = 6;
    private static final int SAFE_DIGITS = 12;
    private static final int TIME = "2026-11-22T15:41:51.123Z".length();
    private static final int UP_TO_HOUR = "2026-11-22T15".length();
    private static final int COUNTED = 0;
    private static final int FREE = 1;
    private static final int UNSAID = 2;
    private static final int OTHER = 3;
    private static final long MILLIS_PER_HOUR = 3_600_000;

    private static final byte[] REQUEST_ID = ascii("{\"requestId\":\"");
    private static final byte[] TENANT_ID = ascii("\",\"tenantId\":\"");
    private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":\"");
    private static final byte[] MODEL = ascii("\",\"model\":\"");
    private static final byte[] INPUT = ascii("\",\"inputTokens\":");
    private static final byte[][] TOKENS = {
        ascii(",\"outputTokens\":"), ascii(",\"cacheCreationTokens\":"), ascii(",\"cacheReadTokens\":")
    };
    private static final byte[][] BETWEEN = {
        ascii(",\"totalTokens\":"),
        ascii(",\"inputCost\":"),
        ascii(",\"outputCost\":"),
        ascii(",\"cacheCreationCost\":"),
        ascii(",\"cacheReadCost\":")
    };
    private static final byte[] TOTAL_COST = ascii(",\"totalCost\":");
    private static final byte[] CORRECTION = ascii(",\"correction\":");
    private static final byte[] BILLABLE = ascii(",\"billable\":");

    private final Sink sink;
    private final LineReader thorough = new LineReader();
    private final List<Name> models = new ArrayList<>();
    private byte[] hourText = new byte[0];
    private long hour;

    /** Where {@link #parse} is in the line; -1: it is no line of the usual form. */
    private int at;

    /** Takes what counts of one record. */
    public interface Sink {
        /**
         * @param hour since the epoch
         * @param micros micro-dollars
         * @param requests that count against limits on their number
         */
        void count(long hour, String model, long micros, long tokens, long requests);
    }

    private LimitLines(Sink sink) {
        this.sink = sink;
    }

    /** Reads one file; returns how many of its lines are no records. */
    public static long read(Path file, Sink sink) throws IOException {
        LimitLines lines = new LimitLines(sink);
        byte[] block = new byte[BLOCK];
        int length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(block); count >= 0; count = in.read(block, length, block.length - length)) {
                length += count;
                int rest = lines.feed(block, length);
                System.arraycopy(block, rest, block, 0, length - rest);
                length -= rest;
                if (length == block.length) {
                    block = Arrays.copyOf(block, length * 2);
                }
            }
        }
        lines.thorough.feed(block, 0, length, lines::count);
        return lines.thorough.finish(lines::count).bad();
    }

    /** Takes all whole lines; returns where the rest begins. */
    private int feed(byte[] bytes, int length) {
        int last = length;
        while (last > 0 && bytes[last - 1] != '\n') {
            last--;
        }
        int from = 0;
        while (from < last) {
            int end = parse(bytes, from, last);
            if (end < 0) {
                end = Bytes.indexOf(bytes, from, last, (byte) '\n');
                thorough.feed(bytes, from, end + 1, this::count);
            }
            from = end + 1;
        }
        return last;
    }

    private void count(Booked record) {
        sink.count(
                Math.floorDiv(record.timestamp(), MILLIS_PER_HOUR),
                record.model(),
                record.totalCost(),
                record.tokens(),
                record.counted() ? record.requests() : 0);
    }

    /**
     * Counts the line that begins at {@code from} if it is of the usual form.
     *
     * @param to behind a line feed
     * @return where its line feed stands; -1 when it is of another form
     */
    private int parse(byte[] bytes, int from, int to) {
        at = from;
        expect(bytes, to, REQUEST_ID);
        text(bytes);
        expect(bytes, to, TENANT_ID);
        text(bytes);
        expect(bytes, to, TIMESTAMP);
        int time = at;
        text(bytes);
        if (at - time != TIME || !hour(bytes, time)) {
            return -1;
        }
        expect(bytes, to, MODEL);
        int model = at;
        int modelEnd = text(bytes);
        expect(bytes, to, INPUT);
        long tokens = number(bytes, 0);
        for (byte[] name : TOKENS) {
            expect(bytes, to, name);
            tokens += number(bytes, 0);
        }
        for (byte[] name : BETWEEN) {
            expect(bytes, to, name);
            number(bytes, MICRO_DIGITS);
        }
        expect(bytes, to, TOTAL_COST);
        long micros = number(bytes, MICRO_DIGITS);
        if (at < 0 || modelEnd == model || tokens == 0) {
            // Whether one that used nothing counts depends on how it ended.
            return -1;
        }
        int free = billable(bytes, to);
        int end = at;
        while (bytes[end] != '\n') {
            end++;
        }
        // CCGate's lines do not say, and end with an object; what ends otherwise may be torn.
        if (bytes[end - 1] != '}' || free == OTHER || (free == UNSAID && bytes[end - 2] != '}')) {
            return -1;
        }
        sink.count(hour, model(bytes, model, modelEnd), micros, tokens, free == FREE ? 0 : 1);
        return end;
    }

    /** Whether the rest of the line says that it counts; goes to where it says so, or to the line's end. */
    private int billable(byte[] bytes, int to) {
        for (; bytes[at] != '\n'; at++) {
            if (bytes[at] == ',' && bytes[at + 1] == '"') {
                byte first = bytes[at + 2];
                if (first == 'b' && is(bytes, at, to, BILLABLE)) {
                    return bytes[at + BILLABLE.length] == 'f' ? FREE : COUNTED;
                }
                if (first == 'c' && is(bytes, at, to, CORRECTION)) {
                    return OTHER;
                }
            }
        }
        return UNSAID;
    }

    private void expect(byte[] bytes, int end, byte[] name) {
        at = at >= 0 && is(bytes, at, end, name) ? at + name.length : -1;
    }

    private static boolean is(byte[] bytes, int from, int end, byte[] name) {
        return from + name.length <= end && Arrays.equals(bytes, from, from + name.length, name, 0, name.length);
    }

    /** Goes to the end of a text without escapes. */
    private int text(byte[] bytes) {
        if (at >= 0) {
            int stop = at;
            while (bytes[stop] != '"' && bytes[stop] != '\\' && bytes[stop] != '\n') {
                stop++;
            }
            at = bytes[stop] == '"' ? stop : -1;
        }
        return at;
    }

    /** A number times 10 to the {@code digits}, if it is an ordinary one. A line feed follows at last, so nothing is read behind it. */
    private long number(byte[] bytes, int digits) {
        if (at < 0) {
            return 0;
        }
        int begin = at;
        long value = 0;
        while (isDigit(bytes[at])) {
            value = value * 10 + (bytes[at++] - '0');
        }
        int whole = at - begin;
        int fraction = 0;
        if (bytes[at] == '.') {
            at++;
            while (isDigit(bytes[at]) && fraction <= digits) {
                value = value * 10 + (bytes[at++] - '0');
                fraction++;
            }
        }
        if (whole == 0 || whole > SAFE_DIGITS || fraction > digits || bytes[at] != ',') {
            at = -1;
            return 0;
        }
        for (; fraction < digits; fraction++) {
            value *= 10;
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Most lines are of the hour of the one before. */
    private boolean hour(byte[] bytes, int time) {
        if (!Arrays.equals(hourText, 0, hourText.length, bytes, time, time + UP_TO_HOUR)) {
            try {
                String text = new String(bytes, time, TIME, StandardCharsets.ISO_8859_1);
                hour = Math.floorDiv(Instant.parse(text).toEpochMilli(), MILLIS_PER_HOUR);
            } catch (DateTimeParseException noTime) {
                return false;
            }
            hourText = Arrays.copyOfRange(bytes, time, time + UP_TO_HOUR);
        }
        return bytes[time + TIME - 1] == 'Z' && bytes[time + UP_TO_HOUR] == ':';
    }

    private static final class Name {
        private final byte[] raw;
        private final String text;

        Name(byte[] raw) {
            this.raw = raw;
            this.text = new String(raw, StandardCharsets.UTF_8);
        }
    }

    private String model(byte[] bytes, int from, int to) {
        for (int i = 0; i < models.size(); i++) {
            Name known = models.get(i);
            if (Arrays.equals(known.raw, 0, known.raw.length, bytes, from, to)) {
                return known.text;
            }
        }
        Name added = new Name(Arrays.copyOfRange(bytes, from, to));
        if (models.size() < 64) {
            models.add(added);
        }
        return added.text;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
