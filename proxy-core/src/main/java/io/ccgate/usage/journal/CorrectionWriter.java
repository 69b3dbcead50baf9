package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Writes corrections behind the lines of one tenant's day: a line of the usual form without tokens, whose costs are what
 * the corrected record's must change by, so that plain sums over a file stay right. What stands there stays. Only while
 * the data folder is locked.
 */
public final class CorrectionWriter implements AutoCloseable {
    /** The {@code userAgent} of corrections. */
    private static final String AUTHOR = "ccgate usage reprice";

    private final String tenantId;
    private final DayFile file;
    private final Instant now;

    public CorrectionWriter(UsageFiles files, String tenantId, LocalDate day, Instant now) {
        this.tenantId = tenantId;
        this.now = now;
        Path path = files.file(tenantId, day);
        this.file = new DayFile(path, AppendFile::open);
    }

    /**
     * Puts a correction together; {@link #write()} writes it.
     *
     * @param change what the record's charge must change by
     * @param priceVersion of the prices that are right
     */
    public void add(ChargedLine line, ChargedAmounts change, String priceVersion) {
        long seq = file.nextSeq();
        LineBuffer to = file.pending();
        name(to, "{\"requestId\":").string(line.requestId() + "~" + priceVersion + "." + seq);
        name(to, ",\"tenantId\":").string(tenantId);
        name(to, ",\"timestamp\":").instant(line.timestamp());
        name(to, ",\"model\":").string(line.model());
        name(
                to,
                ",\"inputTokens\":0,\"outputTokens\":0,\"cacheCreationTokens\":0,\"cacheReadTokens\":0,\"totalTokens\":0");
        name(to, ",\"inputCost\":").dollars(change.input());
        name(to, ",\"outputCost\":").dollars(change.output());
        name(to, ",\"cacheCreationCost\":").dollars(change.cacheCreation());
        name(to, ",\"cacheReadCost\":").dollars(change.cacheRead());
        name(to, ",\"totalCost\":").dollars(change.total());
        name(to, ",\"duration\":0,\"statusCode\":200,\"errorType\":null,\"upstream\":")
                .string(line.upstream());
        name(to, ",\"userAgent\":").string(AUTHOR);
        name(
                to,
                ",\"clientIP\":\"\",\"metadata\":{\"hasRequestBody\":false,\"requestBodySize\":0,\"responseBodySize\":0}");
        name(to, ",\"agent\":").string(line.agent());
        if (!line.subagent().isEmpty()) {
            name(to, ",\"agentId\":").string(line.subagent());
        }
        if (!line.session().isEmpty()) {
            name(to, ",\"session\":").string(line.session());
        }
        name(to, ",\"upstreamModel\":").string(line.upstreamModel());
        name(to, ",\"serverToolsCost\":").dollars(change.serverTools());
        name(to, ",\"priceVersion\":").string(priceVersion);
        name(to, ",\"cache\":{\"saved\":").dollars(change.saved());
        name(to, ",\"premium\":").dollars(change.premium());
        name(to, "},\"correction\":{\"of\":").string(line.requestId());
        name(to, ",\"at\":").instant(now.toEpochMilli());
        name(to, ",\"priceVersion\":").string(line.priceVersion());
        name(to, "},\"billable\":true,\"attempts\":[],\"seq\":").number(seq);
        name(to, "}\n");
        file.added();
    }

    /** The day of a record. */
    public static LocalDate dayOf(ChargedLine line) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(line.timestamp()), ZoneOffset.UTC);
    }

    /** Writes all that was added and forces it to the disk; returns the number of lines. */
    public int write() throws IOException {
        int lines = file.flush();
        file.force();
        return lines;
    }

    @Override
    public void close() {
        file.close();
    }

    private static LineBuffer name(LineBuffer to, String text) {
        return to.raw(text.getBytes(StandardCharsets.US_ASCII));
    }
}
