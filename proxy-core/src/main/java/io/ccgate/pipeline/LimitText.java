package io.ccgate.pipeline;

import io.ccgate.usage.ledger.LimitName.Unit;
import io.ccgate.usage.price.Money;

final class LimitText {
    private LimitText() {}

    static String amount(Unit unit, long amount) {
        return unit == Unit.USD ? "$" + Money.dollars(amount).toPlainString() : Long.toString(amount);
    }
}
