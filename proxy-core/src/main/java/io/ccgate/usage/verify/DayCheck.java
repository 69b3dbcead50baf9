package io.ccgate.usage.verify;

import io.ccgate.usage.history.DayReading;
import io.ccgate.usage.verify.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one day's file from end to end. Memory grows with the number of its lines, by some bytes each. */
final class DayCheck {
    private static final int BLOCK = 1 << 18;
    /** A file with more problems than this is told of in sum. */
    private static final int MOST_TOLD = 20;

    private final String tenantId;
    private final LocalDate day;
    private final Consumer<Finding> findings;
    private final DayReading sums;
    private final BitSet seqs = new BitSet();
    private final Map<String, Long> requests = new HashMap<>();
    private byte[] carried = new byte[0];
    private long line;
    private long records;
    private long lastSeq;
    private int told;

    /** @param sums is given all that is read */
    DayCheck(String tenantId, LocalDate day, Consumer<Finding> findings, DayReading sums) {
        this.tenantId = tenantId;
        this.day = day;
        this.findings = findings;
        this.sums = sums;
    }

    /**
     * @param growing whether a running gateway writes to it, so that an unfinished last line is no finding
     * @return number of records
     */
    long run(Path file, boolean growing) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                sums.feed(block, count);
                feed(block, count);
            }
        }
        if (carried.length > 0 && !growing) {
            last();
        }
        gaps();
        return records;
    }

    private void feed(byte[] block, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (block[i] == '\n') {
                if (carried.length > 0) {
                    byte[] whole = Arrays.copyOf(carried, carried.length + i - start);
                    System.arraycopy(block, start, whole, carried.length, i - start);
                    carried = new byte[0];
                    line(whole, 0, whole.length);
                } else {
                    line(block, start, i - start);
                }
                start = i + 1;
            }
        }
        int kept = carried.length;
        carried = Arrays.copyOf(carried, kept + count - start);
        System.arraycopy(block, start, carried, kept, count - start);
    }

    private void line(byte[] bytes, int from, int length) {
        line++;
        if (length == 0 || (length == 1 && bytes[from] == '\r')) {
            return;
        }
        try {
            record(LineFacts.of(bytes, from, length));
        } catch (IOException unreadable) {
            tell(Kind.UNREADABLE, length + " bytes that are no record");
        }
    }

    private void last() {
        line++;
        try {
            record(LineFacts.of(carried, 0, carried.length));
            tell(Kind.UNENDED, "the last line lacks its end; the next start adds it");
        } catch (IOException torn) {
            tell(Kind.TORN, carried.length + " bytes of a torn record; the next start puts them aside");
        }
    }

    private void record(LineFacts facts) {
        records++;
        numbered(facts.seq());
        if (!facts.requestId().isEmpty()) {
            Long earlier = requests.putIfAbsent(facts.requestId(), line);
            if (earlier != null) {
                tell(Kind.DOUBLED, "request " + facts.requestId() + " is already in line " + earlier);
            }
        }
        if (!facts.timestamp().startsWith(day.toString())) {
            tell(Kind.MISPLACED, "it is of " + facts.timestamp());
        }
        if (!facts.tenantId().isEmpty() && !facts.tenantId().equals(tenantId)) {
            tell(Kind.MISPLACED, "it is of tenant " + facts.tenantId());
        }
        if (!facts.tokensAddUp()) {
            tell(Kind.WRONG_SUM, "totalTokens is not the sum of its parts");
        }
        if (!facts.costsAddUp()) {
            tell(Kind.WRONG_SUM, "totalCost is not the sum of its parts");
        }
    }

    private void numbered(long seq) {
        if (seq <= 0 || seq > Integer.MAX_VALUE - 1) {
            return;
        }
        if (seqs.get((int) seq)) {
            tell(Kind.DOUBLED, "number " + seq + " stands twice");
        }
        seqs.set((int) seq);
        lastSeq = Math.max(lastSeq, seq);
    }

    private void gaps() {
        for (int from = seqs.nextClearBit(1); from < lastSeq; ) {
            int to = seqs.nextSetBit(from);
            line = 0;
            tell(
                    Kind.MISSING,
                    to - from == 1
                            ? "number " + from
                            : "numbers " + from + " to " + (to - 1) + " (" + (to - from) + " lines)");
            from = seqs.nextClearBit(to);
        }
    }

    long lastSeq() {
        return lastSeq;
    }

    private void tell(Kind kind, String detail) {
        if (++told <= MOST_TOLD) {
            findings.accept(new Finding(kind, tenantId, day, line, detail));
        } else if (told == MOST_TOLD + 1) {
            findings.accept(new Finding(kind, tenantId, day, line, detail + "; and more that is not listed"));
        }
    }
}
