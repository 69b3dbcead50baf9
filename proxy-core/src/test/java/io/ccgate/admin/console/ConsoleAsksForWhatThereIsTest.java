package io.ccgate.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call that stands in the console's scripts against the served description of the API. */
class ConsoleAsksForWhatThereIsTest {
    private static final Pattern CALL =
            Pattern.compile("\\b(get|post|put|del|call)\\((?:\"([A-Z]+)\", ?)?[\"`](/[^\"`?]*)");

    @TempDir
    Path folder;

    @Test
    void noCallLeadsNowhere() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            JsonNode paths =
                    AdminClient.of(gateway).get("/admin/v1/openapi.json").json().path("paths");
            List<String> wrong = new ArrayList<>();
            int calls = 0;
            for (Path script : scripts()) {
                Matcher call = CALL.matcher(Files.readString(script));
                while (call.find()) {
                    String method = Optional.ofNullable(call.group(2)).orElse(method(call.group(1)));
                    if (!isThere(paths, method, "/admin/v1" + call.group(3))) {
                        wrong.add(script.getFileName() + ": " + method + ' ' + call.group(3));
                    }
                    calls++;
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(calls).isGreaterThan(30);
        }
    }

    private static String method(String function) {
        return function.equals("del") ? "DELETE" : function.toUpperCase(Locale.ROOT);
    }

    private static List<Path> scripts() throws URISyntaxException, IOException {
        Path root = Path.of(
                ConsoleAsksForWhatThereIsTest.class.getResource("/console/js").toURI());
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".js")).toList();
        }
    }

    private static boolean isThere(JsonNode paths, String method, String path) {
        // What is filled in at the end of the last step may be a query.
        List<String> steps =
                List.of(path.replaceAll("(?<=[^/])\\$\\{query}$", "").split("/"));
        for (Map.Entry<String, JsonNode> known : paths.properties()) {
            if (known.getValue().has(method.toLowerCase(Locale.ROOT))
                    && fits(List.of(known.getKey().split("/")), steps)) {
                return true;
            }
        }
        return false;
    }

    /** What a script fills in stands for any step, and so does what is in braces. */
    private static boolean fits(List<String> template, List<String> steps) {
        if (template.size() != steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            boolean free = steps.get(i).startsWith("${") || template.get(i).startsWith("{");
            if (!free && !template.get(i).equals(steps.get(i))) {
                return false;
            }
        }
        return true;
    }
}
