package io.ccgate.observe.requests;

import io.ccgate.observe.days.DayFolders;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Where the log lies: {@code data/requests/YYYY-MM-DD/}, by the UTC day of a request's end. {@code index.ndjson} has a line for every
 * request; {@code details.ndjson.gz} has headers and bodies, a gzip member each, so that {@code zcat} shows them all as lines.
 */
public record RequestFiles(DayFolders days) {
    public static RequestFiles in(Path dataFolder) {
        return new RequestFiles(new DayFolders(dataFolder.resolve("requests")));
    }

    Path index(LocalDate day) {
        return days.of(day).resolve("index.ndjson");
    }

    Path details(LocalDate day) {
        return days.of(day).resolve("details.ndjson.gz");
    }
}
