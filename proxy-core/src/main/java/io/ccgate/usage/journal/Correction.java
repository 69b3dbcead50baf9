package io.ccgate.usage.journal;

import io.ccgate.usage.ledger.Amounts;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.CacheMoney;

/**
 * What a record's charge must change by.
 *
 * @param line the record
 * @param change may be negative
 * @param priceVersion of the prices that are right
 */
public record Correction(ChargedLine line, ChargedAmounts change, String priceVersion) {
    /** As whoever reads it back from its file counts it. */
    public Booked booked() {
        CacheMoney cache = change.saved() == 0 && change.premium() == 0
                ? CacheMoney.NONE
                : new CacheMoney(change.saved(), change.premium(), 0, 0, 0);
        return Booked.correction(
                line.timestamp(),
                line.model(),
                line.upstream(),
                line.agent(),
                line.session(),
                line.subagent(),
                new Amounts(
                        0,
                        0,
                        0,
                        0,
                        change.input(),
                        change.output(),
                        change.cacheCreation(),
                        change.cacheRead(),
                        change.total()),
                cache);
    }
}
