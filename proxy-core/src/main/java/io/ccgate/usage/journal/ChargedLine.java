package io.ccgate.usage.journal;

import io.ccgate.usage.TokenUsage;
import java.math.BigDecimal;

/**
 * One usage record with everything that its price was made of, and what it was charged.
 *
 * @param timestamp end of the request in epoch milliseconds
 * @param upstreamModel the model the upstream was asked for; empty in CCGate's files
 * @param tokens a file that does not split cache writes by life counts them as written for five minutes
 * @param multiplier of the upstream at that time
 * @param priceVersion empty in CCGate's files
 * @param severalBilled whether attempts at other upstreams are part of {@code tokens} and {@code charge}
 * @param corrects request id of the record that this one corrects; empty for a record of its own
 */
public record ChargedLine(
        String requestId,
        long timestamp,
        String model,
        String upstreamModel,
        String upstream,
        String agent,
        String session,
        String subagent,
        boolean billable,
        TokenUsage tokens,
        BigDecimal multiplier,
        String priceVersion,
        ChargedAmounts charge,
        boolean severalBilled,
        String corrects) {

    public boolean isCorrection() {
        return !corrects.isEmpty();
    }

    /** The name that the upstream's invoice has. */
    public String invoiceModel() {
        return upstreamModel.isEmpty() ? model : upstreamModel;
    }
}
