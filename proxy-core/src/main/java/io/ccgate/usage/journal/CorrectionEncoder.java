package io.ccgate.usage.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Puts corrections together: lines of the usual form without tokens, whose costs are what the corrected record's must change by, so
 * that plain sums over a file stay right.
 */
final class CorrectionEncoder {
    /** The {@code userAgent} of corrections. */
    private static final String AUTHOR = "ccgate usage reprice";

    private CorrectionEncoder() {}

    /** @param now when it is written */
    static void encode(Correction correction, String tenantId, Instant now, long seq, LineBuffer to) {
        ChargedLine line = correction.line();
        ChargedAmounts change = correction.change();
        name(to, "{\"requestId\":").string(line.requestId() + "~" + correction.priceVersion() + "." + seq);
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
        name(to, ",\"priceVersion\":").string(correction.priceVersion());
        name(to, ",\"cache\":{\"saved\":").dollars(change.saved());
        name(to, ",\"premium\":").dollars(change.premium());
        name(to, "},\"correction\":{\"of\":").string(line.requestId());
        name(to, ",\"at\":").instant(now.toEpochMilli());
        name(to, ",\"priceVersion\":").string(line.priceVersion());
        name(to, "},\"billable\":true,\"attempts\":[],\"seq\":").number(seq);
        name(to, "}\n");
    }

    private static LineBuffer name(LineBuffer to, String text) {
        return to.raw(text.getBytes(StandardCharsets.US_ASCII));
    }
}
