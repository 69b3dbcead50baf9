package io.ccgate.usage;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UsageConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.usage.cache.CacheWatch;
import io.ccgate.usage.history.DayKeeper;
import io.ccgate.usage.history.Past;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.history.ZoneRecount;
import io.ccgate.usage.journal.DataFolderHold;
import io.ccgate.usage.journal.DataFolderInUse;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.journal.JournalHealth;
import io.ccgate.usage.journal.RecordSink;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.ledger.LedgerRules;
import io.ccgate.usage.ledger.Reservation;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Pricer;
import io.ccgate.usage.price.Quote;
import io.ccgate.usage.query.UsageChart;
import io.ccgate.usage.query.UsageQuery;
import io.ccgate.usage.query.UsageReport;
import io.ccgate.usage.reprice.RepriceDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
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
    private final DataFolderHold folder;
    private final InstantSource clock;
    private final UsageFiles files;
    private final UsageHistory history;
    private final Ledger ledger;
    private final Journal journal;
    private final CacheWatch caches = new CacheWatch();
    private final DayKeeper keeper;
    private final ZoneRecount zones;
    private volatile @Nullable Pricing pricing;
    private volatile @Nullable ConfigSnapshot inForce;
    private volatile UsageConfig usage;

    /** The prices of one snapshot, kept because quotes are remembered in them. */
    private record Pricing(ConfigSnapshot snapshot, Pricer pricer) {}

    /**
     * @param dataFolder holds {@code usage/}; made when missing
     * @param sinks called on the writer thread for every finished request
     */
    public UsageBooks(Path dataFolder, UsageConfig config, InstantSource clock, List<RecordSink> sinks) {
        this(dataFolder, config, clock, LedgerRules.NONE, sinks);
    }

    /** @param rules what the ledger asks of the configuration in force */
    public UsageBooks(
            Path dataFolder, UsageConfig config, InstantSource clock, LedgerRules rules, List<RecordSink> sinks) {
        this.dataFolder = dataFolder;
        this.folder = new DataFolderHold(dataFolder, clock);
        this.clock = clock;
        this.files = new UsageFiles(dataFolder.resolve("usage"));
        this.history = new UsageHistory(files);
        this.ledger = new Ledger(clock, rules);
        this.journal = new Journal(files, config, sinks, folder::require);
        this.usage = config;
        this.zones = new ZoneRecount(history, ledger, clock, journal::flush, this::zone);
        this.keeper = new DayKeeper(files, history, clock, () -> usage.retentionDays(), this::zone, folder::held);
    }

    /**
     * Takes the data folder, reads back what the tenants of {@code snapshot} used so far, starts the writer. What totals
     * without an end need of long ago may still be read afterwards.
     *
     * <p>A folder that cannot be written keeps nobody from serving: records wait in memory until it can be, and
     * {@link #health()} says so.
     *
     * @throws IOException when the folder cannot be read, or another gateway uses it; the message says which
     */
    public void start(ConfigSnapshot snapshot) throws IOException {
        try {
            folder.require();
        } catch (DataFolderInUse another) {
            throw another;
        } catch (IOException unwritable) {
            log.error(
                    "The data folder {} cannot be written: {}. Serving all the same: what is used is counted and kept"
                            + " in memory until it can be",
                    dataFolder.toAbsolutePath(),
                    unwritable.toString());
        }
        inForce = snapshot;
        Past past = new Past(files, history, ledger, this::zone, clock.instant(), folder::held);
        try {
            past.open();
        } catch (IOException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
        journal.start();
        RepriceDesk desk = new RepriceDesk(
                dataFolder,
                files,
                () -> config(snapshot),
                new RunningCorrections(journal, ledger, this::zone, clock),
                clock);
        keeper.start(past, desk::serve);
    }

    /** Where clients reach this gateway; a second one that wants the data folder is told so. */
    public void serving(List<String> addresses) {
        folder.serving(addresses);
    }

    /**
     * What a billable request may use at an upstream.
     *
     * @param upstreamModel what that upstream will be asked for
     * @param model what the client asks for
     * @return null when the model has no price and such models are turned away
     */
    public @Nullable Estimate estimate(
            ConfigSnapshot snapshot,
            @Nullable UpstreamConfig upstream,
            String upstreamModel,
            String model,
            Asked asked) {
        Pricer pricer = pricer(snapshot);
        Quote quote = pricer.quote(upstream, upstreamModel, model).orElse(null);
        return quote == null && pricer.refusesUnknown() ? null : UsageEstimate.ahead(asked, quote);
    }

    /**
     * Asks whether a billable request may begin, and holds its estimate against all of the tenant's limits.
     *
     * @param model what the client asks for
     */
    public Admission admit(TenantConfig tenant, String model, Estimate estimate) {
        return ledger.reserve(tenant, model.isEmpty() ? Booked.NO_MODEL : model, estimate);
    }

    /**
     * The end of a request: prices it, settles its reservation, counts it and queues its record. A request that
     * reached no upstream, or whose caller is unknown, is not booked but goes to the sinks.
     *
     * @param reservation of {@link #admit}; null when none was needed
     * @return what it cost
     */
    public Cost finish(ExchangeSummary summary, @Nullable Reservation reservation) {
        return finish(summary, reservation, null);
    }

    /**
     * The same for an answer whose end is held back until its record is on the disk.
     *
     * @param onDisk called once, on any thread, when it is there or cannot be there now; null: nobody waits
     */
    public Cost finish(ExchangeSummary summary, @Nullable Reservation reservation, @Nullable Runnable onDisk) {
        Pricer pricer = pricer(summary.snapshot());
        Charge charge = Charges.of(summary, pricer, caches);
        String tenant = summary.tenantId();
        UpstreamConfig upstream = summary.upstream();
        if (tenant != null && upstream != null) {
            Booked whole = booked(summary, upstream, charge.total());
            Booked served = whole;
            for (Booked aside : Charges.aside(summary, charge, whole)) {
                ledger.settle(tenant, null, aside);
                served = served.without(aside);
            }
            ledger.settle(tenant, reservation, served);
        } else if (reservation != null) {
            reservation.release();
        }
        journal.append(summary, charge, upstream == null ? null : tenant, pricer.version(upstream), onDisk);
        return charge.total();
    }

    /** Whether answers are held back until their record is on the disk: {@code fsync: always}, and the disk takes them. */
    public boolean holdsAnswers() {
        return journal.holdsAnswers();
    }

    private static Booked booked(ExchangeSummary summary, UpstreamConfig upstream, Cost cost) {
        String session = summary.session();
        String subagent = summary.agentId();
        boolean error = summary.errorType() != null || summary.statusCode() >= BAD_REQUEST;
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
                error,
                Booked.counts(summary.billable(), error, summary.tokens().total()));
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
    public void reconfigure(ConfigSnapshot snapshot) {
        inForce = snapshot;
        usage = snapshot.config().server().usage();
        journal.reconfigure(usage);
        zones.follow(snapshot.config().tenants());
    }

    private Config config(ConfigSnapshot first) {
        ConfigSnapshot snapshot = inForce;
        return (snapshot == null ? first : snapshot).config();
    }

    private ZoneId zone(String tenantId) {
        ConfigSnapshot snapshot = inForce;
        if (snapshot != null) {
            for (TenantConfig tenant : snapshot.config().tenants()) {
                if (tenant.id().equals(tenantId)) {
                    return tenant.limits().timeZone();
                }
            }
        }
        return ZoneOffset.UTC;
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
        keeper.close();
        boolean written = journal.close(grace);
        folder.close();
        return written;
    }
}
