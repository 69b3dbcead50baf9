package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where usage files lie, as CCGate lays them: {@code data/usage/{tenant}/{YYYY-MM}/{YYYY-MM-DD}.json}, by the UTC day
 * of a request's end.
 *
 * @param folder the {@code usage} folder; need not exist
 */
public record UsageFiles(Path folder) {
    private static final String SUFFIX = ".json";

    public Path file(String tenantId, LocalDate day) {
        return folder.resolve(tenantId).resolve(YearMonth.from(day).toString()).resolve(day + SUFFIX);
    }

    /** Ids of the tenants that have a folder, sorted. */
    public List<String> tenants() throws IOException {
        return names(folder);
    }

    /** Days from {@code from} to {@code to}, both included, of which a tenant has a file; sorted. */
    public List<LocalDate> days(String tenantId, LocalDate from, LocalDate to) throws IOException {
        List<LocalDate> days = new ArrayList<>();
        Path tenant = folder.resolve(tenantId);
        for (String month : names(tenant)) {
            if (month.compareTo(YearMonth.from(from).toString()) < 0
                    || month.compareTo(YearMonth.from(to).toString()) > 0) {
                continue;
            }
            for (String name : names(tenant.resolve(month))) {
                day(name).filter(day -> !day.isBefore(from) && !day.isAfter(to)).ifPresent(days::add);
            }
        }
        return days;
    }

    private static Optional<LocalDate> day(String name) {
        if (!name.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())));
        } catch (DateTimeParseException notADay) {
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
