package io.ccgate.cli.port;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Puts the books right, and compares them with what providers invoice. Needs no running gateway. */
public interface BookKeeper {
    /**
     * Prices past requests by the prices of a configuration folder.
     *
     * @throws IOException if files cannot be read, or, to write, a gateway runs on them; the message says so
     * @throws io.ccgate.cli.exit.CommandFailure if the configuration is not good
     */
    List<Change> reprice(Path data, Path config, Reprice which, boolean write) throws IOException;

    /**
     * Compares an invoice with the books, for each day and model.
     *
     * @throws IOException if files cannot be read
     * @throws io.ccgate.cli.exit.CommandFailure if the invoice is not understood; the message says where and what helps
     */
    List<Difference> reconcile(Path data, Invoice invoice) throws IOException;

    /**
     * @param from first day, in UTC
     * @param to last day, in UTC
     * @param model pattern
     * @param priceVersion charged by these prices only
     * @param currentMultipliers those configured now; else those of each request's time
     */
    record Reprice(
            Optional<String> tenant,
            LocalDate from,
            LocalDate to,
            Optional<String> model,
            Optional<String> priceVersion,
            boolean currentMultipliers) {}

    /** @param unpriced requests whose model has no price now, or that several upstreams billed; they stay as they are */
    record Change(String tenant, long requests, long changed, long unpriced, BigDecimal before, BigDecimal after) {}

    /**
     * @param upstreams ids the invoice is for; empty: all
     * @param toleranceDollars a difference up to this is none
     * @param tolerancePercent neither is one up to so much of the invoice's amount
     */
    record Invoice(
            Path file,
            List<String> upstreams,
            Optional<String> dateColumn,
            Optional<String> modelColumn,
            Optional<String> costColumn,
            BigDecimal toleranceDollars,
            BigDecimal tolerancePercent) {}

    /** One day and model; all models together where the invoice names none. */
    record Difference(LocalDate day, String model, BigDecimal invoice, BigDecimal books, boolean tolerated) {}
}
