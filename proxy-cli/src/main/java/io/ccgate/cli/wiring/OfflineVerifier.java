package io.ccgate.cli.wiring;

import io.ccgate.cli.port.UsageVerifier;
import io.ccgate.usage.price.Money;
import io.ccgate.usage.verify.BooksCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** Reads usage files and summaries and checks them against each other. */
public final class OfflineVerifier implements UsageVerifier {
    @Override
    public Report verify(Path data, Optional<String> tenant, LocalDate from, LocalDate to) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("There is no data folder " + data + "; name it with --data");
        }
        BooksCheck.Result result = BooksCheck.run(data, tenant, from, to);
        return new Report(
                result.ok(),
                result.files(),
                result.records(),
                result.sums().requests(),
                result.sums().tokens(),
                result.sums().totalCost() * Money.PICO_PER_MICRO,
                result.findings().stream()
                        .map(found -> new Found(
                                found.kind().id(),
                                found.problem(),
                                found.tenantId(),
                                found.day(),
                                found.line(),
                                found.detail()))
                        .toList());
    }
}
