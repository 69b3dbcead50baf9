package io.ccgate.usage.reprice;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.usage.journal.ChargedLine;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which requests are priced anew.
 *
 * @param tenant empty: all
 * @param from first UTC day
 * @param to last UTC day, included
 * @param model of the name the client used or the upstream's; empty: all
 * @param priceVersion those charged by these prices only
 * @param currentMultipliers the multipliers of the upstreams as they are configured now; else those of that time
 */
public record RepriceScope(
        Optional<String> tenant,
        LocalDate from,
        LocalDate to,
        Optional<ModelPattern> model,
        Optional<String> priceVersion,
        boolean currentMultipliers) {

    boolean holds(ChargedLine line) {
        return line.billable()
                && priceVersion.map(line.priceVersion()::equals).orElse(true)
                && model.map(pattern -> pattern.matches(line.model()) || pattern.matches(line.invoiceModel()))
                        .orElse(true);
    }
}
