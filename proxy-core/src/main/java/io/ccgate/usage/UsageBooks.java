package io.ccgate.usage;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.history.DayCloser;
import io.ccgate.usage.history.Replay;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.DataFolderLock;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.JournalHealth;
import io.ccgate.usage.journal.RecordSink;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.Reservation;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Pricer;
import io.ccgate.usage.price.Quote;
import io.ccgate.usage.query.UsageChart;
import io.ccgate.usage.query.UsageQuery;
import io.ccgate.usage.query.UsageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books as the relay sees them: ask before a request, tell after it. Both calls take constant time, do no I/O and
 * may be made on any thread.
 */
public final class UsageBooks {
    private static final Logger log = LoggerFactory.getLogger(UsageBooks.class);
    private static final int BAD_REQUEST = 400;

    private final Path dataFolder;
    private final InstantSource clock;
    private final UsageFiles files;
    private final UsageHistory history;
    private final Ledger ledger;
    private final Journal journal;
    private volatile @Nullable Pricing pricing;
    private @Nullable DataFolderLock lock;

    /** The prices of one snapshot, kept because quotes are remembered in them. */
    private record Pricing(ConfigSnapshot snapshot, Pricer pricer) {}

    /**
     * @param dataFolder holds {@code usage/}; made when missing
     * @param sinks called on the writer thread for every finished request
     */
    public UsageBooks(Path dataFolder, UsageConfig config, InstantSource clock, List<RecordSink> sinks) {
        this.dataFolder = dataFolder;
        this.clock = clock;
        this.files = new UsageFiles(dataFolder.resolve("usage"));
        this.history = new UsageHistory(files);
        this.ledger = new Ledger(clock);
        this.journal = new Journal(files, config, sinks);
    }

    /**
     * Takes the data folder, reads back what the tenants of {@code snapshot} used so far, starts the writer.
     *
     * @throws IOException when the folder cannot be used, or another gateway uses it; the message says which
     */
    public void start(ConfigSnapshot snapshot) throws IOException {
        DataFolderLock taken = DataFolderLock.take(dataFolder);
        try {
            closeDays();
            new Replay(history, ledger).run(snapshot.config().tenants(), clock.instant());
        } catch (IOException | RuntimeException failed) {
            taken.close();
            throw failed;
        }
        lock = taken;
        journal.start();
    }

    /** Summaries only save time: that they cannot be written keeps no gateway from serving. */
    private void closeDays() {
        try {
            new DayCloser(files, history).close(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), () -> false);
        } catch (IOException failed) {
            log.warn("Usage of past days cannot be summed up now: {}", failed.toString());
        }
    }

    /**
     * Asks whether a billable request may begin, and holds its upper estimate against the tenant's limits.
     *
     * @param model the model that will be asked for
     * @param upstream the first candidate, whose prices the estimate uses; null when not chosen yet
     * @param requestBytes size of the request's body
     * @param maxOutputTokens the request's own limit; 0 when it names none
     */
    public Admission admit(
            ConfigSnapshot snapshot,
            TenantConfig tenant,
            String model,
            @Nullable UpstreamConfig upstream,
            long requestBytes,
            long maxOutputTokens) {
        Pricer pricer = pricer(snapshot);
        Optional<Quote> quote = pricer.quote(upstream, model);
        if (quote.isEmpty() && pricer.refusesUnknown()) {
            return new Admission.Unpriced(model);
        }
        long input = UsageEstimate.inputTokens(requestBytes);
        long output = maxOutputTokens > 0 ? maxOutputTokens : UsageEstimate.DEFAULT_OUTPUT;
        long estimate = quote.isPresent() ? quote.get().upperBound(input, output) : 0;
        return ledger.reserve(tenant, estimate, input + output);
    }

    /**
     * The end of a request: prices it, settles its reservation, counts it and queues its record. A request that
     * reached no upstream, or whose caller is unknown, is not booked but goes to the sinks.
     *
     * @param reservation of {@link #admit}; null when none was needed
     * @return what it cost
     */
    public Cost finish(ExchangeSummary summary, @Nullable Reservation reservation) {
        Pricer pricer = pricer(summary.snapshot());
        Cost cost = summary.billable()
                ? pricer.quote(summary.upstream(), summary.upstreamModel(), summary.model())
                        .map(quote -> quote.cost(summary.tokens()))
                        .orElse(Cost.FREE)
                : Cost.FREE;
        String tenant = summary.tenantId();
        UpstreamConfig upstream = summary.upstream();
        if (tenant != null && upstream != null) {
            ledger.settle(tenant, reservation, booked(summary, upstream, cost));
        } else if (reservation != null) {
            reservation.release();
        }
        journal.append(summary, cost, upstream == null ? null : tenant, pricer.version(upstream));
        return cost;
    }

    private static Booked booked(ExchangeSummary summary, UpstreamConfig upstream, Cost cost) {
        String session = summary.session();
        String subagent = summary.agentId();
        return Booked.of(
                summary.timestamp().toEpochMilli(),
                summary.model(),
                upstream.id(),
                summary.agent().id(),
                session == null ? "" : session,
                subagent == null ? "" : subagent,
                summary.tokens(),
                cost,
                summary.durationMillis(),
                summary.errorType() != null || summary.statusCode() >= BAD_REQUEST,
                summary.billable());
    }

    @SuppressWarnings("ReferenceEquality") // a snapshot is itself, and comparing all of it would cost more than pricing
    private Pricer pricer(ConfigSnapshot snapshot) {
        Pricing current = pricing;
        if (current != null && current.snapshot() == snapshot) {
            return current.pricer();
        }
        Pricer made = new Pricer(snapshot.config().pricing());
        // An exchange that still runs on an older snapshot must not take the newer one's place.
        if (current == null || snapshot.revision() >= current.snapshot().revision()) {
            pricing = new Pricing(snapshot, made);
        }
        return made;
    }

    /** Changes durability and retention after a reload. */
    public void reconfigure(UsageConfig config) {
        journal.reconfigure(config);
    }

    /**
     * Completes when everything finished before is on the disk, whatever {@code fsync} says; exceptionally when it
     * could not be written now.
     */
    public CompletableFuture<Void> flush() {
        return journal.flush();
    }

    /** Where usage files lie. */
    public UsageFiles files() {
        return files;
    }

    /** Usage of the days before today. */
    public UsageHistory history() {
        return history;
    }

    /** Questions about past usage, the running day included. */
    public UsageQuery query() {
        return new UsageQuery(new UsageReport(files, ledger, clock), ledger);
    }

    /** The same over time, for charts. */
    public UsageChart chart() {
        return new UsageChart(new UsageReport(files, ledger, clock));
    }

    /** Counters of all tenants. */
    public Ledger ledger() {
        return ledger;
    }

    /** Whether records reach the disk. */
    public JournalHealth health() {
        return journal.health();
    }

    /**
     * Writes what is queued, forces it to the disk and gives the data folder back. Blocks up to {@code grace}.
     *
     * @return whether everything was written
     */
    public boolean close(Duration grace) {
        boolean written = journal.close(grace);
        DataFolderLock taken = lock;
        lock = null;
        if (taken != null) {
            try {
                taken.close();
            } catch (IOException failed) {
                log.warn("Giving the data folder back failed", failed);
            }
        }
        return written;
    }
}
