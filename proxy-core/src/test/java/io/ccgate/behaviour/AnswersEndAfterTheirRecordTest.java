package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockUpstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code fsync: always} whoever has an answer's last byte finds it in the books, whatever happens next. */
class AnswersEndAfterTheirRecordTest {
    private static final String WHOLE =
            "{\"model\":\"claude-demo\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String STREAM = WHOLE.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");

    @TempDir
    Path folder;

    private final MockUpstream upstream = MockUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void streamedOrNot() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < 60; i++) {
                client.send(request(i % 2 == 0 ? WHOLE : STREAM));
                Answer answer = client.read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(Records.onDisk(gateway))
                        .as("answer %d", i)
                        .extracting(record -> record.path("requestId").asText())
                        .hasSize(i + 1)
                        .contains(answer.header("x-ccgate-request-id").orElseThrow());
            }
        }
    }

    @Test
    void pipelinedAnswersStayInTheirOrder() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient client = RawClient.to(gateway)) {
            client.send(request(WHOLE) + request(STREAM) + request(WHOLE));
            for (int i = 1; i <= 3; i++) {
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(Records.onDisk(gateway)).hasSizeGreaterThanOrEqualTo(i);
            }
        }
    }

    @Test
    void aDiskThatTakesNothingKeepsNoAnswerBack() throws Exception {
        try (TestGateway gateway = gateway();
                RawClient client = RawClient.to(gateway)) {
            // Where the folder of the usage files should be stands a file: nothing can be written below it.
            Path blocked = Files.createDirectories(gateway.dataFolder()).resolve("usage");
            Files.writeString(blocked, "");
            for (int i = 0; i < 5; i++) {
                client.send(request(STREAM));
                assertThat(client.read().status()).isEqualTo(200);
            }
            assertThat(health(gateway).path("status").asText()).isEqualTo("degraded");
            assertThat(health(gateway).at("/journal/writable").asBoolean(true)).isFalse();
            assertThat(health(gateway).at("/journal/problem").asText()).isNotBlank();

            Files.delete(blocked);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(Records.onDisk(gateway)).hasSize(5));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(health(gateway).path("status").asText()).isEqualTo("healthy"));
        }
    }

    private static JsonNode health(TestGateway gateway) throws Exception {
        String login =
                "Basic " + Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        String body = RawClient.ask(
                        gateway, "GET /health HTTP/1.1\r\nHost: gateway\r\nAuthorization: " + login + "\r\n\r\n")
                .text();
        return new ObjectMapper().readTree(body);
    }

    private static String request(String body) {
        return RawClient.post("/v1/messages", body);
    }

    private TestGateway gateway() throws Exception {
        return TestGateway.in(folder)
                .upstream("demo", upstream.uri(), "anthropic", "")
                .sections(", \"usage\": {\"fsync\": \"always\"}")
                .start();
    }
}
