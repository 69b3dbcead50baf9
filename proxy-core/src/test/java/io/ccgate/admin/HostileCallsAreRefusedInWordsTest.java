package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.admin.HostileCalls.Expected;
import io.ccgate.admin.HostileCalls.Hostile;
import io.ccgate.fixture.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of the served description against a real gateway: what is wrong, missing, oversized or meant to hurt. */
class HostileCallsAreRefusedInWordsTest {
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

    /** So that what is refused elsewhere is refused for the reason that is meant. */
    @Test
    void goodCallsAreAnsweredAsDescribed() throws IOException {
        assertThat(api.operations()).hasSizeGreaterThan(60);
        for (ApiOperation operation : api.operations()) {
            assertThat(operation.body().isPresent())
                    .as("GoodCalls has a body for " + operation.name() + " exactly when it takes one")
                    .isEqualTo(GoodCalls.BODIES.containsKey(operation.name()));
            Answer answer = api.good(operation, ServedApi.WRITER, "If-Match: *");
            if (!operation.documents(answer.status()) || answer.status() >= 300) {
                wrong.add(operation.name() + " answers " + answer.status() + ' ' + shortened(answer.text()));
            } else if (!operation.answer(answer.status()).isMissingNode()) {
                Described.compare(operation.name(), operation.answer(answer.status()), ServedApi.json(answer), wrong);
            }
            api.restore();
        }
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAndChangesNothing() throws IOException {
        int sent = 0;
        for (ApiOperation operation : api.operations()) {
            for (Hostile hostile : HostileCalls.against(operation, api.values(operation))) {
                String name = operation.name() + ", " + hostile.what();
                Answer answer = api.send(
                        hostile.method(),
                        hostile.target(),
                        hostile.body(),
                        hostile.type(),
                        ServedApi.WRITER,
                        "If-Match: *");
                judge(name, operation, answer, hostile.expected(), hostile.field());
                sent++;
            }
        }
        assertThat(String.join("\n", wrong)).as(wrong.size() + " of " + sent).isEmpty();
        nothingElseWasWritten();
        assertThat(sent).isGreaterThan(3_000);
    }

    @Test
    void whoMayNotIsToldHowToGetIn() throws IOException {
        for (ApiOperation operation : api.operations()) {
            boolean login = operation.name().equals("POST /admin/v1/session");
            boolean open = operation.access().equals("open");
            if (!open) {
                expect(operation, 401, "Accept: */*");
            }
            if (operation.writes()) {
                expect(operation, 403, ServedApi.READER);
            }
            if (operation.writes() || operation.access().equals("read")) {
                expect(operation, 403, ServedApi.TENANT);
            }
            if (!login) {
                for (String credentials : List.of(
                        "Authorization: Basic !!!",
                        "Authorization: Basic bm9jb2xvbg==",
                        "Authorization: Digest x",
                        "Authorization:",
                        "Authorization: Bearer")) {
                    expect(operation, 401, credentials);
                }
            }
            if (!open) {
                expect(operation, 401, "Cookie: ccgate_session=" + "0".repeat(64));
                expect(operation, 401, "Cookie: ccgate_session=../../x; ccgate_session");
            }
        }
        // Last, since an address that guesses has to wait.
        for (ApiOperation operation : api.operations()) {
            if (!operation.name().equals("POST /admin/v1/session")) {
                expect(operation, 429, "Authorization: Bearer guessed");
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        nothingElseWasWritten();
    }

    /** 429 stands for: refused, first so and then because of too many tries. */
    private void expect(ApiOperation operation, int status, String credentials) throws IOException {
        Answer answer = api.good(operation, credentials);
        String name = operation.name() + " with " + credentials;
        judge(name, operation, answer, Expected.REFUSED, "");
        boolean fits = answer.status() == status || (status == 429 && answer.status() == 401);
        if (!fits) {
            wrong.add(name + " answers " + answer.status() + ", not " + status);
        }
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatGo() throws IOException {
        for (ApiOperation operation : api.operations()) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "BREW")) {
                boolean known = api.operations().stream()
                        .anyMatch(other -> other.method().equals(method)
                                && other.template().equals(operation.template()));
                if (!known) {
                    Answer answer = api.send(method, operation.path(api.values(operation)), null, "", ServedApi.WRITER);
                    judge(method + ' ' + operation.template(), operation, answer, Expected.REFUSED, "");
                    if (answer.status() == 405 && answer.header("allow").isEmpty()) {
                        wrong.add(method + ' ' + operation.template() + " does not say what is allowed");
                    }
                }
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private void judge(String name, ApiOperation operation, Answer answer, Expected expected, String field)
            throws IOException {
        int status = answer.status();
        if (status >= 400 && status < 500) {
            problem(name, answer, field);
            if (!api.changed().isEmpty()) {
                wrong.add(name + " is refused with " + status + " and changes " + api.changed());
                api.restore();
            }
        } else if (expected == Expected.REFUSED || !operation.documents(status) || status >= 300) {
            wrong.add(name + " answers " + status + ' ' + shortened(answer.text()));
            api.restore();
        } else {
            if (!operation.answer(status).isMissingNode()) {
                Described.compare(name, operation.answer(status), ServedApi.json(answer), wrong);
            }
            api.restore();
        }
    }

    private void problem(String name, Answer answer, String field) {
        if (!answer.header("content-type").orElse("").startsWith("application/problem+json")) {
            wrong.add(name + " is no problem document: " + answer.status() + ' ' + shortened(answer.text()));
            return;
        }
        JsonNode problem = ServedApi.json(answer);
        Described.compare(name, api.openApi().at("/components/schemas/Problem"), problem, wrong);
        if (problem.path("status").asInt() != answer.status()) {
            wrong.add(name + " says " + problem.path("status") + " in an answer with " + answer.status());
        }
        if (problem.path("remedy").asText().isBlank()) {
            wrong.add(name + " names no remedy: " + shortened(answer.text()));
        }
        if (answer.text().length() > 8_000) {
            wrong.add(name + " gives back " + answer.text().length() + " characters");
        }
        if (Stream.of("Exception", "\tat ", "java.", "io.ccgate", "com.fasterxml")
                .anyMatch(answer.text()::contains)) {
            wrong.add(name + " tells of the inside: " + shortened(answer.text()));
        }
        boolean named = field.isEmpty()
                || !Set.of(422).contains(answer.status())
                || problem.path("field").asText().startsWith(field);
        if (!named) {
            wrong.add(name + " names " + problem.path("field") + ", not " + field + ": " + shortened(answer.text()));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + '…';
    }

    private void nothingElseWasWritten() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("config", "data", "logs");
        }
        try (Stream<Path> all = Files.list(api.dataFolder())) {
            assertThat(all.map(path -> String.valueOf(path.getFileName())))
                    .isSubsetOf(
                            ".lock",
                            "usage",
                            "audit",
                            "config-history",
                            "key-retirements.json",
                            "requests",
                            "events",
                            "logs");
        }
    }
}
