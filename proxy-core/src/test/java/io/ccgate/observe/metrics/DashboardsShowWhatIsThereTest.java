package io.ccgate.observe.metrics;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard to import against a real scrape, and what a scrape must hold. */
class DashboardsShowWhatIsThereTest {
    private static final Path DASHBOARD = Path.of("..", "scripts", "grafana", "ccgate.json");
    private static final Pattern SAMPLE = Pattern.compile("^(ccgate_\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern NAME = Pattern.compile("ccgate_\\w+");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern MATCHER = Pattern.compile("(ccgate_\\w+)\\{([^}]*)}");

    @TempDir
    Path folder;

    /** Labels by the name of what is sampled, after one request that served. */
    private Map<String, Set<String>> scraped() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(
                        json(200, "{\"id\":\"m\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}"));
                TestGateway gateway = TestGateway.in(folder)
                        .sections(", \"metrics\": {\"enabled\": true}")
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"claude-x\",\"messages\":[]}"));
            return await().until(() -> samples(gateway), names -> names.containsKey("ccgate_ttft_seconds_bucket"));
        }
    }

    private static Map<String, Set<String>> samples(TestGateway gateway) throws IOException {
        Map<String, Set<String>> samples = new TreeMap<>();
        RawClient.ask(gateway, RawClient.get("/metrics")).text().lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                Set<String> labels = samples.computeIfAbsent(sample.group(1), unused -> new TreeSet<>());
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .forEach(label -> labels.add(label.group(1)));
            }
        });
        return samples;
    }

    @Test
    void everythingWorthKnowingIsMeasuredWithFewLabels() throws IOException {
        Map<String, Set<String>> samples = scraped();

        Map<String, Set<String>> promised = new HashMap<>();
        promised.put("ccgate_requests_total", Set.of("tenant", "upstream", "model", "protocol", "status"));
        promised.put("ccgate_tokens_total", Set.of("tenant", "upstream", "model", "protocol", "kind"));
        promised.put("ccgate_cost_dollars_total", Set.of("tenant", "upstream", "model", "protocol"));
        promised.put("ccgate_attempts_total", Set.of("upstream", "result"));
        promised.put("ccgate_ttft_seconds_bucket", Set.of("upstream", "model", "le"));
        promised.put("ccgate_request_duration_seconds_bucket", Set.of("upstream", "model", "le"));
        promised.put("ccgate_overhead_seconds_bucket", Set.of("le"));
        promised.put("ccgate_upstream_available", Set.of("upstream"));
        promised.put("ccgate_upstream_blacklisted", Set.of("upstream"));
        for (String single : List.of(
                "ccgate_streams_open",
                "ccgate_requests_active",
                "ccgate_upstream_connections_open",
                "ccgate_upstream_connections_idle",
                "ccgate_upstream_connections_waiting",
                "ccgate_config_revision",
                "ccgate_config_reload_ok",
                "ccgate_config_reload_failures",
                "ccgate_journal_ok",
                "ccgate_journal_queued",
                "ccgate_journal_backlog_bytes",
                "ccgate_journal_dropped_total",
                "ccgate_direct_memory_bytes",
                "ccgate_event_loop_delay_seconds")) {
            promised.put(single, Set.of());
        }
        assertThat(samples).containsAllEntriesOf(promised);
    }

    @Test
    void theDashboardAsksForNothingElse() throws IOException {
        Map<String, Set<String>> samples = scraped();
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        List<String> questions = dashboard.findValuesAsText("expr");
        questions.addAll(dashboard.findValuesAsText("definition"));

        assertThat(questions).hasSizeGreaterThan(15);
        for (String question : questions) {
            Set<String> labels = new TreeSet<>();
            NAME.matcher(question).results().forEach(name -> {
                assertThat(samples).as(question).containsKey(name.group());
                labels.addAll(samples.get(name.group()));
            });
            GROUPING.matcher(question)
                    .results()
                    .forEach(grouping -> assertThat(labels)
                            .as(question)
                            .contains(grouping.group(1).split(", *")));
            MATCHER.matcher(question).results().forEach(matched -> {
                for (String condition : matched.group(2).split(", *")) {
                    assertThat(samples.get(matched.group(1))).as(question).contains(condition.split("[=!]")[0].trim());
                }
            });
        }
    }
}
