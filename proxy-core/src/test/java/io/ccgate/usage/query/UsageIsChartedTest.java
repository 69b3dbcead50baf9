package io.ccgate.usage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console's usage page is drawn from. */
class UsageIsChartedTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate LAST = LocalDate.parse("2026-03-03");

    @TempDir
    Path data;

    @Test
    void pointsOfTimeHoldWhatWasUsedThen() throws IOException {
        write("a", "2026-03-01T10:15:00.000Z", "sonnet", "u1", 0.25);
        write("a", "2026-03-01T10:45:00.000Z", "sonnet", "u1", 0.25);
        write("b", "2026-03-03T23:59:59.000Z", "opus", "u2", 4);

        JsonNode days = chart(false, Optional.of(GroupBy.MODEL), UsageSlice.ALL);

        assertThat(texts(days.path("times"))).containsExactly("2026-03-01", "2026-03-02", "2026-03-03");
        assertThat(days.at("/total/totalRequests").asInt()).isEqualTo(3);
        assertThat(days.path("groups").findValuesAsText("key")).containsExactly("opus", "sonnet");
        assertThat(texts(days.at("/chart/0/cost"))).containsExactly("0", "0", "4");
        assertThat(texts(days.at("/chart/1/requests"))).containsExactly("2", "0", "0");

        JsonNode hours = chart(true, Optional.empty(), UsageSlice.ALL);
        assertThat(hours.path("times")).hasSize(72);
        assertThat(hours.at("/times/10").asText()).isEqualTo("2026-03-01T10");
        assertThat(hours.at("/chart/0/requests/10").asInt()).isEqualTo(2);
        assertThat(hours.at("/chart/0/requests/71").asInt()).isEqualTo(1);
    }

    @Test
    void onlyTheSliceCounts() throws IOException {
        write("a", "2026-03-01T10:15:00.000Z", "sonnet", "u1", 1);
        write("a", "2026-03-02T10:15:00.000Z", "opus", "u2", 2);

        UsageSlice slice = new UsageSlice(Optional.of("opus"), Optional.of("u2"), Optional.empty());
        JsonNode json = chart(false, Optional.of(GroupBy.TENANT), slice);

        assertThat(json.at("/total/totalRequests").asInt()).isEqualTo(1);
        assertThat(json.at("/groups/0/totalCost").asDouble()).isEqualTo(2);
    }

    @Test
    void whatHasNoLineOfItsOwnIsInTheRest() throws IOException {
        for (int i = 1; i <= 9; i++) {
            write("a", "2026-03-02T01:00:00.000Z", "model-" + i, "u", i);
        }

        JsonNode json = chart(false, Optional.of(GroupBy.MODEL), UsageSlice.ALL);

        assertThat(json.path("groups")).hasSize(9);
        assertThat(json.path("chart")).hasSize(6);
        assertThat(json.at("/chart/0/key").asText()).isEqualTo("model-9");
        assertThat(json.at("/chart/5/rest").asBoolean()).isTrue();
        assertThat(json.at("/chart/5/cost/1").asInt()).isEqualTo(4 + 3 + 2 + 1);
    }

    private JsonNode chart(boolean hourly, Optional<GroupBy> by, UsageSlice slice) throws IOException {
        InstantSource later = InstantSource.fixed(Instant.parse("2026-04-01T00:00:00Z"));
        UsageReport report = new UsageReport(new UsageFiles(data), null, later);
        return new UsageChart(report).of(List.of("a", "b"), new UsageChart.Question(FIRST, LAST, hourly, by, slice));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private void write(String tenant, String time, String model, String upstream, double cost) throws IOException {
        Path file = new UsageFiles(data).file(tenant, LocalDate.parse(time.substring(0, 10)));
        Files.createDirectories(file.getParent());
        String line = """
            {"requestId":"r","tenantId":"%s","timestamp":"%s","model":"%s","inputTokens":10,"outputTokens":5,\
            "cacheCreationTokens":0,"cacheReadTokens":0,"totalTokens":15,"inputCost":%s,"outputCost":0,"cacheCreationCost":0,\
            "cacheReadCost":0,"totalCost":%s,"duration":100,"statusCode":200,"errorType":null,"upstream":"%s"}
            """.formatted(tenant, time, model, cost, cost, upstream);
        Files.writeString(file, Files.exists(file) ? Files.readString(file) + line : line);
    }
}
