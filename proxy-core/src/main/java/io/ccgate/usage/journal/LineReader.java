package io.ccgate.usage.journal;

import static io.ccgate.usage.scan.Shape.at;
import static io.ccgate.usage.scan.Shape.document;
import static io.ccgate.usage.scan.Shape.in;

import io.ccgate.json.Bytes;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.scan.JsonScanner;
import io.ccgate.usage.scan.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads usage lines, our own and CCGate's, fast: it picks the numbers out of the bytes and builds nothing else. Lines
 * that are torn, foreign or garbage are counted and left out. Not thread-safe.
 */
public final class LineReader {
    static final int TIMESTAMP = 0;
    static final int MODEL = 1;
    static final int UPSTREAM = 2;
    static final int AGENT = 3;
    static final int SESSION = 4;
    static final int SUBAGENT = 5;
    static final int ERROR_TYPE = 6;
    static final int BILLABLE = 7;
    static final int INPUT = 8;
    static final int OUTPUT = 9;
    static final int CACHE_CREATION = 10;
    static final int CACHE_READ = 11;
    static final int INPUT_COST = 12;
    static final int OUTPUT_COST = 13;
    static final int CACHE_CREATION_COST = 14;
    static final int CACHE_READ_COST = 15;
    static final int TOTAL_COST = 16;
    static final int DURATION = 17;
    static final int STATUS = 18;
    static final int CACHE_SAVED = 19;
    static final int CACHE_PREMIUM = 20;
    static final int CACHE_UNREAD = 21;
    static final int SWITCH_COST = 22;
    static final int SEQ = 23;
    static final int FIELDS = 24;
    /** An attempt; its own fields follow, in the order of {@link AsideValues}. */
    static final int ATTEMPT = FIELDS;

    static final int ATTEMPT_FIELDS = ATTEMPT + 1;
    /** Texts of which only it matters whether they are there. */
    static final int SWITCHED_FROM = ATTEMPT_FIELDS + AsideValues.FIELDS;

    static final int CORRECTS = SWITCHED_FROM + 1;

    private static final Shape LINE = document(
            at("timestamp", TIMESTAMP),
            at("model", MODEL),
            at("inputTokens", INPUT),
            at("outputTokens", OUTPUT),
            at("cacheCreationTokens", CACHE_CREATION),
            at("cacheReadTokens", CACHE_READ),
            at("inputCost", INPUT_COST),
            at("outputCost", OUTPUT_COST),
            at("cacheCreationCost", CACHE_CREATION_COST),
            at("cacheReadCost", CACHE_READ_COST),
            at("totalCost", TOTAL_COST),
            at("duration", DURATION),
            at("statusCode", STATUS),
            at("errorType", ERROR_TYPE),
            at("upstream", UPSTREAM),
            at("agent", AGENT),
            at("session", SESSION),
            at("agentId", SUBAGENT),
            at("billable", BILLABLE),
            in(
                    "cache",
                    at("saved", CACHE_SAVED),
                    at("premium", CACHE_PREMIUM),
                    at("unread", CACHE_UNREAD),
                    at("switchedFrom", SWITCHED_FROM),
                    at("switchCost", SWITCH_COST)),
            in("correction", at("of", CORRECTS)),
            at("seq", SEQ),
            at(
                    "attempts",
                    ATTEMPT,
                    at("aside", ATTEMPT_FIELDS + AsideValues.ASIDE),
                    at("upstream", ATTEMPT_FIELDS + AsideValues.UPSTREAM),
                    at("inputTokens", ATTEMPT_FIELDS + AsideValues.INPUT),
                    at("outputTokens", ATTEMPT_FIELDS + AsideValues.OUTPUT),
                    at("cacheCreationTokens", ATTEMPT_FIELDS + AsideValues.CACHE_CREATION),
                    at("cacheReadTokens", ATTEMPT_FIELDS + AsideValues.CACHE_READ),
                    at("inputCost", ATTEMPT_FIELDS + AsideValues.INPUT_COST),
                    at("outputCost", ATTEMPT_FIELDS + AsideValues.OUTPUT_COST),
                    at("cacheCreationCost", ATTEMPT_FIELDS + AsideValues.CACHE_CREATION_COST),
                    at("cacheReadCost", ATTEMPT_FIELDS + AsideValues.CACHE_READ_COST),
                    at("totalCost", ATTEMPT_FIELDS + AsideValues.TOTAL_COST)));

    private static final int BLOCK = 256 * 1024;

    private final LineValues values = new LineValues();
    private final JsonScanner scanner = new JsonScanner(LINE, values);
    private boolean blank = true;
    private long lines;
    private long bad;
    private long lastSeq;

    /**
     * What was read.
     *
     * @param bad lines that are no usage record, a torn last one included
     * @param lastSeq {@code seq} of the last record; 0 when it has none
     */
    public record Result(long lines, long bad, long lastSeq) {}

    /** Reads one file; one that does not exist has no lines. */
    public static Result read(Path file, Consumer<Booked> records) throws IOException {
        LineReader reader = new LineReader();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                reader.feed(block, 0, count, records);
            }
        } catch (NoSuchFileException none) {
            return new Result(0, 0, 0);
        }
        return reader.finish(records);
    }

    /** The next bytes, cut anywhere. */
    public void feed(byte[] bytes, int from, int to, Consumer<Booked> records) {
        int at = from;
        while (at < to) {
            int end = Bytes.indexOf(bytes, at, to, (byte) '\n');
            if (end > at) {
                blank = false;
                scanner.feed(bytes, at, end);
            }
            if (end == to) {
                return;
            }
            endLine(records);
            at = end + 1;
        }
    }

    /** The end of the input, which may end a last line without a line feed. */
    public Result finish(Consumer<Booked> records) {
        endLine(records);
        return new Result(lines, bad, lastSeq);
    }

    private void endLine(Consumer<Booked> records) {
        if (!blank) {
            if (scanner.closed() && values.complete()) {
                lines++;
                lastSeq = values.number(SEQ);
                values.records(records);
            } else {
                bad++;
            }
        }
        blank = true;
        values.clear();
        scanner.reset();
    }
}
