package io.ccgate.usage.history;

import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where summaries lie: {@code data/summaries/{tenant}/{YYYY-MM}.{grain}}, beside the usage files and never among them.
 *
 * @param folder the {@code summaries} folder; need not exist
 */
record SummaryFiles(Path folder) {
    static SummaryFiles beside(UsageFiles lines) {
        return new SummaryFiles(lines.folder().resolveSibling("summaries"));
    }

    Path file(String tenantId, YearMonth month, Grain grain) {
        return folder.resolve(tenantId).resolve(month + "." + grain.ending());
    }

    /** Ids of the tenants that have summaries, sorted. */
    List<String> tenants() throws IOException {
        return names(folder);
    }

    /** Months of which a tenant has summaries of a grain, sorted. */
    List<YearMonth> months(String tenantId, Grain grain) throws IOException {
        return names(folder.resolve(tenantId)).stream()
                .map(name -> month(name, grain))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<YearMonth> month(String name, Grain grain) {
        String ending = "." + grain.ending();
        if (!name.endsWith(ending)) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(name.substring(0, name.length() - ending.length())));
        } catch (DateTimeParseException notAMonth) {
            return Optional.empty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
    }
}
