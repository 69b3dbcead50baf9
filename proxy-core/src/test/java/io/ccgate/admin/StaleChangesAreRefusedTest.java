package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody overwrites what they have not seen: {@code ETag} and {@code If-Match} of every call that changes a file. */
class StaleChangesAreRefusedTest {
    @TempDir
    Path folder;

    private ServedApi api;
    private final List<String> wrong = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        api = ServedApi.in(folder);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    @Test
    void everyChangeOfAFileHeedsWhatWasSeen() throws IOException {
        int guarded = 0;
        for (ApiOperation operation : api.operations()) {
            Answer done = api.good(operation, ServedApi.WRITER, "If-Match: *");
            boolean changes = !api.changed().isEmpty();
            api.restore();
            if (operation.parameters("header").isEmpty()) {
                if (changes) {
                    wrong.add(operation.name() + " changes files and does not heed If-Match");
                }
                continue;
            }
            guarded++;
            if (done.header("etag").isEmpty()) {
                wrong.add(operation.name() + " does not say what the state is then");
            }
            expect(operation, 412, "If-Match: \"stale\"");
            String state = seen(operation);
            expect(operation, done.status(), "If-Match: " + state);
            expect(operation, done.status(), "If-Match: W/" + state);
            boolean required =
                    operation.parameters("header").get(0).path("required").asBoolean();
            expect(operation, required ? 428 : done.status(), "Accept: */*");
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(guarded).isGreaterThan(25);
    }

    private void expect(ApiOperation operation, int status, String header) throws IOException {
        Answer answer = api.good(operation, ServedApi.WRITER, header);
        if (answer.status() != status) {
            wrong.add(operation.name() + " with " + header + " answers " + answer.status() + ", not " + status + ": "
                    + answer.text());
        }
        if (status >= 400 && !api.changed().isEmpty()) {
            wrong.add(operation.name() + " with " + header + " changes " + api.changed());
        }
        api.restore();
    }

    /** The state as whoever is about to change it reads it: from the thing itself, or what it stands in. */
    private String seen(ApiOperation operation) throws IOException {
        Optional<ApiOperation> read = api.operations().stream()
                .filter(other -> other.method().equals("GET"))
                .filter(other -> operation.template().startsWith(other.template()))
                .max(Comparator.comparing(other -> other.template().length()));
        if (read.isEmpty()) {
            wrong.add(operation.name() + " changes what cannot be read");
            return "*";
        }
        return api.good(read.get(), ServedApi.WRITER).header("etag").orElseGet(() -> {
            wrong.add(read.get().name() + " shows no state for " + operation.name());
            return "*";
        });
    }
}
