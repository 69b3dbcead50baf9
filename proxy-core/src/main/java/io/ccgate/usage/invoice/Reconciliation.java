package io.ccgate.usage.invoice;

import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.ChargedLines;
import io.ccgate.usage.journal.CorrectionWriter;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.price.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the amounts of an invoice beside those of the books, for each day and model. */
public final class Reconciliation {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final UsageFiles files;

    public Reconciliation(UsageFiles files) {
        this.files = files;
    }

    /**
     * How much may differ.
     *
     * @param dollars a difference up to this is none
     * @param percent neither is one up to so much of the invoice's amount
     */
    public record Tolerance(BigDecimal dollars, BigDecimal percent) {
        boolean allows(BigDecimal invoice, BigDecimal difference) {
            BigDecimal size = difference.abs();
            return size.compareTo(dollars) <= 0
                    || size.multiply(HUNDRED).compareTo(invoice.abs().multiply(percent)) <= 0;
        }
    }

    /**
     * One day and model.
     *
     * @param model in the spelling common to both; empty when the invoice names no models
     * @param within whether the difference is tolerated
     */
    public record Row(LocalDate day, String model, BigDecimal invoice, BigDecimal books, boolean within) {
        public BigDecimal difference() {
            return books.subtract(invoice);
        }
    }

    private record Key(LocalDate day, String model) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::day).thenComparing(Key::model);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Compares the days from the first to the last of the invoice.
     *
     * @param upstreams those the invoice is for; empty: all
     */
    public List<Row> compare(List<InvoiceLine> invoice, Set<String> upstreams, Tolerance tolerance) throws IOException {
        if (invoice.isEmpty()) {
            return List.of();
        }
        boolean models = invoice.stream().anyMatch(line -> !line.model().isEmpty());
        Map<Key, BigDecimal> invoiced = new TreeMap<>();
        for (InvoiceLine line : invoice) {
            invoiced.merge(key(line.day(), line.model(), models), line.dollars(), BigDecimal::add);
        }
        Map<Key, Long> booked = booked(invoiced.keySet(), upstreams, models);
        Set<Key> keys = new TreeSet<>(invoiced.keySet());
        keys.addAll(booked.keySet());
        List<Row> rows = new ArrayList<>();
        for (Key key : keys) {
            BigDecimal theirs = invoiced.getOrDefault(key, BigDecimal.ZERO).setScale(6, RoundingMode.HALF_UP);
            BigDecimal ours = Money.dollars(booked.getOrDefault(key, 0L));
            boolean within = tolerance.allows(theirs, ours.subtract(theirs));
            rows.add(new Row(key.day(), key.model(), theirs, ours, within));
        }
        return rows;
    }

    private Map<Key, Long> booked(Set<Key> invoiced, Set<String> upstreams, boolean models) throws IOException {
        Map<Key, Long> booked = new TreeMap<>();
        LocalDate from =
                invoiced.stream().map(Key::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate to =
                invoiced.stream().map(Key::day).max(Comparator.naturalOrder()).orElseThrow();
        for (String tenantId : new UsageHistory(files).tenants()) {
            for (LocalDate day : files.days(tenantId, from, to)) {
                ChargedLines.read(files.file(tenantId, day), line -> {
                    if (line.charge().total() != 0 && (upstreams.isEmpty() || upstreams.contains(line.upstream()))) {
                        Key key = key(CorrectionWriter.dayOf(line), line.invoiceModel(), models);
                        booked.merge(key, line.charge().total(), Long::sum);
                    }
                });
            }
        }
        return booked;
    }

    private static Key key(LocalDate day, String model, boolean models) {
        return new Key(day, models ? ModelName.plain(model) : "");
    }
}
