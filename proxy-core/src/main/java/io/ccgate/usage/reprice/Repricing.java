package io.ccgate.usage.reprice;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.ChargedAmounts;
import io.ccgate.usage.journal.ChargedLine;
import io.ccgate.usage.journal.ChargedLines;
import io.ccgate.usage.journal.Correction;
import io.ccgate.usage.journal.CorrectionWriter;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.price.Pricer;
import io.ccgate.usage.price.Quote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices past requests by the prices in force now. What a request was charged is its record and all corrections of it, so
 * that pricing anew twice changes nothing the second time, also when the first time was cut off.
 */
public final class Repricing {
    private final UsageFiles files;
    private final Pricer pricer;
    private final InstantSource clock;
    private final Map<String, UpstreamConfig> upstreams = new HashMap<>();

    public Repricing(UsageFiles files, Config config, InstantSource clock) {
        this.files = files;
        this.pricer = new Pricer(config.pricing());
        this.clock = clock;
        config.upstreams().forEach(upstream -> upstreams.put(upstream.id(), upstream));
    }

    /** Takes corrections. */
    public interface Sink {
        /** @throws IOException when they could not be written; the rest is left as it is */
        void take(String tenantId, LocalDate day, List<Correction> due) throws IOException;
    }

    /** What would change. */
    public List<TenantChange> preview(RepriceScope scope) throws IOException {
        return run(scope, (tenantId, day, due) -> {});
    }

    /** Writes a correction for every record that costs something else now. Only while the data folder is locked. */
    public List<TenantChange> write(RepriceScope scope) throws IOException {
        return run(scope, (tenantId, day, due) -> {
            try (CorrectionWriter writer = new CorrectionWriter(files, tenantId, day, clock.instant())) {
                writer.write(due);
            }
        });
    }

    /** The same with corrections that somebody else writes, a day after the other. */
    public List<TenantChange> run(RepriceScope scope, Sink sink) throws IOException {
        List<String> tenants =
                scope.tenant().isPresent() ? List.of(scope.tenant().get()) : new UsageHistory(files).tenants();
        List<TenantChange> changes = new ArrayList<>();
        for (String tenantId : tenants) {
            Tally tally = new Tally();
            for (LocalDate day : files.days(tenantId, scope.from(), scope.to())) {
                day(tenantId, day, scope, tally, sink);
            }
            changes.add(tally.change(tenantId));
        }
        return changes;
    }

    private void day(String tenantId, LocalDate day, RepriceScope scope, Tally tally, Sink sink) throws IOException {
        Path file = files.file(tenantId, day);
        Map<String, ChargedAmounts> corrections = new HashMap<>();
        ChargedLines.read(file, line -> {
            if (line.isCorrection()) {
                corrections.merge(line.corrects(), line.charge(), ChargedAmounts::plus);
            }
        });
        List<Correction> due = new ArrayList<>();
        ChargedLines.read(file, line -> {
            if (!line.isCorrection() && scope.holds(line)) {
                ChargedAmounts charged =
                        line.charge().plus(corrections.getOrDefault(line.requestId(), ChargedAmounts.NONE));
                ChargedAmounts change = change(line, charged, scope, tally);
                if (!change.isNothing()) {
                    due.add(new Correction(line, change, pricer.version(upstreams.get(line.upstream()))));
                }
            }
        });
        if (!due.isEmpty()) {
            sink.take(tenantId, day, due);
        }
    }

    private ChargedAmounts change(ChargedLine line, ChargedAmounts charged, RepriceScope scope, Tally tally) {
        // The parts of several upstreams cannot be told apart by tier any more; such a record stays as it is.
        Optional<Quote> quote = line.severalBilled() ? Optional.empty() : quote(line, scope.currentMultipliers());
        ChargedAmounts change = quote.map(prices -> charged.difference(ChargedAmounts.of(prices.cost(line.tokens()))))
                .filter(difference -> !difference.isNothing())
                .orElse(ChargedAmounts.NONE);
        tally.lines++;
        tally.before += charged.total();
        tally.after += charged.total() + change.total();
        tally.unpriced += quote.isEmpty() ? 1 : 0;
        tally.changed += change.isNothing() ? 0 : 1;
        return change;
    }

    private Optional<Quote> quote(ChargedLine line, boolean currentMultipliers) {
        @Nullable UpstreamConfig upstream = upstreams.get(line.upstream());
        Optional<Quote> quote = pricer.quote(upstream, line.invoiceModel(), line.model());
        return currentMultipliers && upstream != null
                ? quote
                : quote.map(prices -> prices.withMultiplier(line.multiplier()));
    }

    private static final class Tally {
        private long lines;
        private long changed;
        private long unpriced;
        private long before;
        private long after;

        TenantChange change(String tenantId) {
            return new TenantChange(tenantId, lines, changed, unpriced, before, after);
        }
    }
}
