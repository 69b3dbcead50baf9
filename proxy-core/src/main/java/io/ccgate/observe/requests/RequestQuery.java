package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.observe.days.BackwardLines;
import io.ccgate.observe.days.Cursor;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Questions about past requests, answered from the files. Reads them: call it on a worker thread. Thread-safe. */
public final class RequestQuery {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Lines come in the order in which requests ended, but for what several event loops do at the same moment. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final RequestFiles files;

    public RequestQuery(RequestFiles files) {
        this.files = files;
    }

    /**
     * Lists requests, newest first.
     *
     * @param after where the page before ended; null begins at the newest
     * @param skip lines that are passed over first
     * @param most lines of the page, at least 1
     */
    public RequestPage list(RequestFilter filter, @Nullable Cursor after, int skip, int most) throws IOException {
        List<byte[]> found = new ArrayList<>();
        int passed = 0;
        for (LocalDate day : files.days().newestFirst()) {
            if (after != null && day.isAfter(after.day())) {
                continue;
            }
            long from = after != null && day.equals(after.day()) ? after.end() : Long.MAX_VALUE;
            try (BackwardLines lines = BackwardLines.open(files.index(day), from)) {
                while (lines.next()) {
                    int time = filter.compareTime(lines.array(), lines.start(), lines.length());
                    if (time < 0) {
                        if (isLongBefore(filter, lines)) {
                            return new RequestPage(found, null);
                        }
                    } else if (time == 0 && filter.matches(lines.array(), lines.start(), lines.length())) {
                        if (found.size() == most) {
                            // One more than asked for stands here, so there is a next page, and it begins with it.
                            return new RequestPage(found, new Cursor(day, lines.position() + lines.length() + 1));
                        }
                        if (passed++ >= skip) {
                            found.add(lines.copy());
                        }
                    }
                }
            } catch (FileNotFoundException tidiedAway) {
                // The days before it are still there.
            }
        }
        return new RequestPage(found, null);
    }

    /** How many requests fit; looks at every line of the span. */
    public long count(RequestFilter filter) throws IOException {
        long count = 0;
        for (LocalDate day : files.days().newestFirst()) {
            try (BackwardLines lines = BackwardLines.open(files.index(day), Long.MAX_VALUE)) {
                while (lines.next()) {
                    int time = filter.compareTime(lines.array(), lines.start(), lines.length());
                    if (time == 0 && filter.matches(lines.array(), lines.start(), lines.length())) {
                        count++;
                    } else if (time < 0 && isLongBefore(filter, lines)) {
                        return count;
                    }
                }
            } catch (FileNotFoundException tidiedAway) {
                // The days before it are still there.
            }
        }
        return count;
    }

    private static boolean isLongBefore(RequestFilter filter, BackwardLines lines) {
        String time = new String(
                lines.array(),
                lines.start() + SummaryLine.TIME_START,
                SummaryLine.TIME_LENGTH,
                StandardCharsets.US_ASCII);
        try {
            return Instant.parse(time).plus(DISORDER).isBefore(filter.from());
        } catch (DateTimeException torn) {
            return false;
        }
    }

    /**
     * One request, with headers and bodies where they were kept; empty when it is not in the log.
     *
     * @param tenant only if it was this tenant's; null: whoever's it was
     */
    public Optional<ObjectNode> find(String id, @Nullable String tenant) throws IOException {
        RequestFilter.Builder filter = new RequestFilter.Builder().id(id);
        if (tenant != null) {
            filter.tenant(tenant);
        }
        RequestFilter wanted = filter.build();
        for (LocalDate day : files.days().newestFirst()) {
            try (BackwardLines lines = BackwardLines.open(files.index(day), Long.MAX_VALUE)) {
                while (lines.next()) {
                    if (wanted.matches(lines.array(), lines.start(), lines.length())) {
                        return Optional.of(withDetail(day, lines.copy()));
                    }
                }
            } catch (FileNotFoundException tidiedAway) {
                // The days before it are still there.
            }
        }
        return Optional.empty();
    }

    private ObjectNode withDetail(LocalDate day, byte[] line) throws IOException {
        ObjectNode request = (ObjectNode) MAPPER.readTree(line);
        JsonNode place = request.remove("detail");
        if (place != null) {
            try {
                ObjectNode detail = detail(
                        day, place.path("at").asLong(), place.path("size").asInt());
                detail.remove(List.of("id", "provider_id"));
                request.setAll(detail);
            } catch (IOException torn) {
                request.put("detail_error", "headers and bodies of this request cannot be read any more");
            }
        }
        return request;
    }

    private ObjectNode detail(LocalDate day, long at, int size) throws IOException {
        byte[] packed = new byte[size];
        try (RandomAccessFile file = new RandomAccessFile(files.details(day).toFile(), "r")) {
            file.seek(at);
            file.readFully(packed);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return (ObjectNode) MAPPER.readTree(gzip);
        } catch (JsonProcessingException | ClassCastException broken) {
            throw new IOException(broken);
        }
    }
}
