package io.ccgate.cli.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Checks the usage files from end to end; needs no running gateway, and disturbs none. */
public interface UsageVerifier {
    /**
     * @param tenant empty: all
     * @param from first day, in UTC
     * @param to last day, in UTC
     * @throws IOException if there is no such folder or a file cannot be read
     */
    Report verify(Path data, Optional<String> tenant, LocalDate from, LocalDate to) throws IOException;

    /**
     * @param ok whether nothing is lost, doubled or wrong
     * @param files day files that were read
     * @param records usage records in them
     * @param tokens of all kinds together
     * @param costPico pico-dollars (1e-12 US dollars)
     */
    record Report(
            boolean ok, long files, long records, long requests, long tokens, long costPico, List<Found> findings) {}

    /**
     * @param problem false: worth knowing, and no harm
     * @param line from 1; 0 when it is about a whole file
     */
    record Found(String kind, boolean problem, String tenant, LocalDate day, long line, String detail) {}
}
