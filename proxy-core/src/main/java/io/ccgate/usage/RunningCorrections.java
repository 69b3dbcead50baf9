package io.ccgate.usage;

import io.ccgate.usage.journal.Correction;
import io.ccgate.usage.journal.Journal;
import io.ccgate.usage.ledger.Ledger;
import io.ccgate.usage.reprice.Repricing;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Corrections of a running gateway: its counters know them at once, and its journal writes them between its records. */
final class RunningCorrections implements Repricing.Sink {
    private final Journal journal;
    private final Ledger ledger;
    private final Function<String, ZoneId> zones;
    private final InstantSource clock;

    RunningCorrections(Journal journal, Ledger ledger, Function<String, ZoneId> zones, InstantSource clock) {
        this.journal = journal;
        this.ledger = ledger;
        this.zones = zones;
        this.clock = clock;
    }

    @Override
    public void take(String tenantId, LocalDate day, List<Correction> due) throws IOException {
        if (!journal.health().ok()) {
            // What waits in memory would be corrected again the next time.
            throw new IOException("records cannot be written now");
        }
        ZoneId zone = zones.apply(tenantId);
        due.forEach(correction -> ledger.replay(tenantId, zone, correction.booked()));
        try {
            journal.correct(tenantId, day, due, clock.instant()).get();
        } catch (ExecutionException failed) {
            throw new IOException("corrections of " + day + " wait for the disk", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
