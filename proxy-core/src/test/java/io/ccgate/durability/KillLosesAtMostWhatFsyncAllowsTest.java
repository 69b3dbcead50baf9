package io.ccgate.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.durability.Load.Answered;
import io.ccgate.fixture.GatewayFolder;
import io.ccgate.fixture.GatewayFolder.Written;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway is killed under load, three times over, each time with another {@code fsync}. Records wait at most one batch for their file, so what a kill may take is the
 * newest of them and nothing before; what stood in a file stays there, whole; and the counters start from the files.
 *
 * <p>The kernel outlives the process, so forcing to the disk is not what is seen here: {@code fsync} decides what a power cut takes, and
 * must not change what a kill takes.
 */
class KillLosesAtMostWhatFsyncAllowsTest {
    private static final int ANSWERS_BEFORE_A_KILL = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private MockUpstream upstream;

    @BeforeEach
    void start() {
        upstream = MockUpstream.start();
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void whatWasWrittenStaysAndOnlyTheNewestIsLost() throws Exception {
        GatewayFolder files = GatewayFolder.in(folder)
                .upstreams("\"strategy\": \"round_robin\"", GatewayFolder.upstream("demo", upstream.uri(), ""));
        Set<String> mustStay = new HashSet<>();
        for (String fsync : List.of("always", "interval", "never")) {
            try (GatewayChild gateway = GatewayChild.start(files.fsync(fsync))) {
                assertRepaired(files.written(), mustStay);
                assertCountersAreTheFiles(gateway.url(), files.written());

                Load load = new Load(gateway.url());
                await().atMost(PATIENCE).until(() -> load.answered().size() >= ANSWERS_BEFORE_A_KILL);
                mustStay.addAll(files.written().ids());
                gateway.kill();
                load.close();

                assertThat(load.surprises()).isEmpty();
                assertOnlyTheNewestIsLost(
                        load.answered(), Set.copyOf(files.written().ids()));
            }
        }
        int inFiles;
        try (GatewayChild gateway = GatewayChild.start(files)) {
            assertRepaired(files.written(), mustStay);
            inFiles = files.written().records().size();
            assertCountersAreTheFiles(gateway.url(), files.written());
            long servedBefore = upstream.counters().requests();
            Load load = new Load(gateway.url());
            await().atMost(PATIENCE).until(() -> load.answered().size() >= ANSWERS_BEFORE_A_KILL);
            load.close();
            gateway.stop();

            Written all = files.written();
            assertThat(all.ids())
                    .as("a gateway that is told to stop loses nothing")
                    .containsAll(load.answered().stream().map(Answered::id).toList())
                    .hasSize(inFiles + (int) (upstream.counters().requests() - servedBefore));
            assertRepaired(all, mustStay);
        }
        assertThat(files.written().ids().size())
                .as("nothing is in the books that the upstream did not serve")
                .isLessThanOrEqualTo((int) upstream.counters().requests());
    }

    private static void assertRepaired(Written written, Set<String> mustStay) {
        assertThat(written.rest()).as("a torn line").isEmpty();
        assertThat(written.ids()).doesNotHaveDuplicates().containsAll(mustStay);
    }

    /** Records go to the file in the order their requests ended, so a request that ended before another began cannot be lost alone. */
    private static void assertOnlyTheNewestIsLost(List<Answered> answered, Set<String> recorded) {
        long newestBegin = answered.stream()
                .filter(one -> recorded.contains(one.id()))
                .mapToLong(Answered::began)
                .max()
                .orElseThrow();
        assertThat(answered)
                .filteredOn(one -> !recorded.contains(one.id()))
                .allSatisfy(lost -> assertThat(lost.ended()).isGreaterThan(newestBegin));
    }

    private static void assertCountersAreTheFiles(URI gateway, Written written)
            throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(gateway.resolve("/usage"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\": \"tenant\", \"apiKey\": \"%s\"}".formatted(TestGateway.KEY)))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(question, HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode usage = new ObjectMapper().readTree(answer).at("/data/usage");
        List<JsonNode> today = written.records().stream()
                .filter(record -> record.path("timestamp")
                        .asText()
                        .startsWith(usage.path("date").asText()))
                .toList();
        Written counted = new Written(today, "");
        JsonNode counters = usage.path("todayUsage");
        assertThat(counters.path("totalRequests").asLong()).isEqualTo(today.size());
        for (String tokens : List.of("inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens")) {
            assertThat(counters.path(tokens).asLong()).as(tokens).isEqualTo(counted.sum(tokens));
        }
    }
}
