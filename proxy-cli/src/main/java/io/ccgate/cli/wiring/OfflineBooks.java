package io.ccgate.cli.wiring;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.BookKeeper;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.usage.invoice.InvoiceCsv;
import io.ccgate.usage.invoice.InvoiceError;
import io.ccgate.usage.invoice.InvoiceNames;
import io.ccgate.usage.invoice.Reconciliation;
import io.ccgate.usage.journal.DataFolderInUse;
import io.ccgate.usage.journal.DataFolderLock;
import io.ccgate.usage.journal.UsageFiles;
import io.ccgate.usage.price.Money;
import io.ccgate.usage.reprice.RepriceScope;
import io.ccgate.usage.reprice.RepriceVisit;
import io.ccgate.usage.reprice.Repricing;
import io.ccgate.usage.reprice.TenantChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The books on disk. Whoever writes into them takes the data folder, as a gateway does, or has the gateway do it. */
public final class OfflineBooks implements BookKeeper {
    /** A gateway that sums up a year first may take a while to begin. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public List<Change> reprice(Path data, Path config, Reprice which, boolean write) throws IOException {
        RepriceScope scope = new RepriceScope(
                which.tenant(),
                which.from(),
                which.to(),
                which.model().map(ModelPattern::new),
                which.priceVersion(),
                which.currentMultipliers());
        Config prices = config(config);
        Repricing repricing = new Repricing(files(data), prices, InstantSource.system());
        List<TenantChange> changes = write ? written(data, repricing, scope, prices) : repricing.preview(scope);
        return changes.stream().map(OfflineBooks::change).toList();
    }

    /** By ourselves, or by the gateway that uses the folder. */
    private static List<TenantChange> written(Path data, Repricing repricing, RepriceScope scope, Config prices)
            throws IOException {
        DataFolderLock lock;
        try {
            lock = DataFolderLock.take(data, Instant.now());
        } catch (DataFolderInUse running) {
            return new RepriceVisit(data, PATIENCE).ask(scope, prices);
        }
        try {
            return repricing.write(scope);
        } finally {
            lock.close();
        }
    }

    private static Change change(TenantChange change) {
        return new Change(
                change.tenantId(),
                change.lines(),
                change.changed(),
                change.unpriced(),
                Money.dollars(change.before()),
                Money.dollars(change.after()));
    }

    private static Config config(Path folder) {
        LoadResult result = new ConfigLoader(folder, System::getenv, InstantSource.system()).load();
        return result.config()
                .orElseThrow(() -> new CommandFailure("the configuration in " + folder + " is not good:\n"
                        + FindingFormat.TEXT.render(result.findings()).stripTrailing()));
    }

    private static UsageFiles files(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("There is no data folder " + data + "; name it with --data");
        }
        return new UsageFiles(data.resolve("usage"));
    }

    @Override
    public List<Difference> reconcile(Path data, Invoice invoice) throws IOException {
        try {
            InvoiceNames names = new InvoiceNames(invoice.dateColumn(), invoice.modelColumn(), invoice.costColumn());
            Reconciliation.Tolerance tolerance =
                    new Reconciliation.Tolerance(invoice.toleranceDollars(), invoice.tolerancePercent());
            return new Reconciliation(files(data))
                            .compare(InvoiceCsv.read(invoice.file(), names), Set.copyOf(invoice.upstreams()), tolerance)
                            .stream()
                            .map(row ->
                                    new Difference(row.day(), row.model(), row.invoice(), row.books(), row.within()))
                            .toList();
        } catch (InvoiceError e) {
            throw new CommandFailure(invoice.file() + ": " + e.getMessage(), e);
        }
    }
}
