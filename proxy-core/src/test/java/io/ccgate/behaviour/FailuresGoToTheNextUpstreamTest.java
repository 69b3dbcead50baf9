package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As long as the client has seen nothing, another upstream takes over; what was tried stands in the record. */
@ExtendWith(LeakCheck.class)
class FailuresGoToTheNextUpstreamTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\",\"messages\":[]}");
    private static final String GOOD =
            json(200, "{\"id\":\"good\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}");

    @TempDir
    Path folder;

    private TestGateway.Builder two(URI first, URI second) {
        return TestGateway.in(folder)
                .upstream("first", first, "anthropic", "")
                .upstream("second", second, "anthropic", "");
    }

    private static URI nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static RawUpstream failing(String what) throws IOException {
        return switch (what) {
            case "close" -> RawUpstream.serving(RawUpstream.Connection::read);
            case "reset" ->
                RawUpstream.serving(connection -> {
                    connection.read();
                    connection.reset();
                });
            case "half a head" ->
                RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-ty");
                });
            case "no HTTP" -> RawUpstream.answering("hello\r\n\r\n");
            default -> RawUpstream.answering(json(Integer.parseInt(what), "{\"error\":{\"message\":\"first\"}}"));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500",
                "502",
                "503",
                "529",
                "429",
                "401",
                "402",
                "403",
                "408",
                "close",
                "reset",
                "half a head",
                "no HTTP"
            })
    void theSecondServesWhatTheFirstCannot(String what) throws Exception {
        try (RawUpstream first = failing(what);
                RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = two(first.url(), second.url()).start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("good");
            assertThat(second.request().text()).isEqualTo("{\"model\":\"m\",\"messages\":[]}");
            assertThat(second.request().header("authorization")).contains("Bearer upstream-key-second");
            assertThat(first.requests()).hasSize(1);
            JsonNode record = Records.one(gateway);
            assertThat(record.get("upstream").asText()).isEqualTo("second");
            assertThat(record.get("outputTokens").asInt()).isEqualTo(4);
            assertThat(record.get("attempts")).hasSize(2);
            assertThat(record.get("attempts").get(0).get("upstream").asText()).isEqualTo("first");
            assertThat(record.get("attempts").get(1).get("status").asInt()).isEqualTo(200);
        }
    }

    @Test
    void aRefusedConnectionGoesToTheNext() throws Exception {
        try (RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = two(nobody(), second.url()).start()) {
            assertThat(RawClient.ask(gateway, ASK).text()).contains("good");
            assertThat(Records.one(gateway).get("attempts").get(0).get("error").asText())
                    .isEqualTo("upstream_error");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void theClientsOwnFaultIsItsOwn(int status) throws Exception {
        try (RawUpstream first = RawUpstream.answering(json(status, "{\"error\":{\"message\":\"yours\"}}"));
                RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), "anthropic", ", \"failureThreshold\": 1")
                        .upstream("second", second.url(), "anthropic", "")
                        .start()) {
            for (int i = 0; i < 5; i++) {
                RawClient.Answer answer = RawClient.ask(gateway, ASK);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.text()).isEqualTo("{\"error\":{\"message\":\"yours\"}}");
            }
            assertThat(first.requests()).hasSize(5);
            assertThat(second.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStreamThatBeginsWithAnErrorIsOneOfAnotherUpstream(Dialect dialect) throws Exception {
        String error = switch (dialect) {
            case ANTHROPIC ->
                "event: error\n"
                        + "data:"
                        + " {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
            case CHAT -> "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\",\"code\":503}}\n\n";
            case RESPONSES ->
                "event: response.failed\n"
                        + "data:"
                        + " {\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"no\"}}}\n\n";
            case GEMINI -> "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n";
        };
        try (RawUpstream first = RawUpstream.answering(RawUpstream.stream(error));
                RawUpstream second = RawUpstream.answering(RawUpstream.stream(dialect.stream()));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("first", first.url(), dialect.protocol(), "")
                        .upstream("second", second.url(), dialect.protocol(), "")
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, dialect.ask());

            assertThat(answer.text()).isEqualTo(dialect.stream());
            assertThat(first.requests()).hasSize(1);
            assertThat(Records.one(gateway).get("attempts")).hasSize(2);
        }
    }

    @Test
    void aStreamThatBeginsWithTheClientsFaultIsShown() throws Exception {
        String error = "event: error\n"
                + "data:"
                + " {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}\n\n";
        try (RawUpstream first = RawUpstream.answering(RawUpstream.stream(error));
                RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = two(first.url(), second.url()).start()) {
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text()).isEqualTo(error);
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void aStreamOfNothingButPreambleIsReplaced() throws Exception {
        String preamble = Dialect.ANTHROPIC.stream()
                .substring(0, Dialect.ANTHROPIC.stream().indexOf("event: content"));
        try (RawUpstream first = RawUpstream.answering(RawUpstream.stream(preamble));
                RawUpstream second = RawUpstream.answering(RawUpstream.stream(Dialect.ANTHROPIC.stream()));
                TestGateway gateway = two(first.url(), second.url()).start()) {
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text()).isEqualTo(Dialect.ANTHROPIC.stream());
        }
    }

    @Test
    void noFirstContentInTimeIsReplaced() throws Exception {
        String preamble = Dialect.ANTHROPIC.stream()
                .substring(0, Dialect.ANTHROPIC.stream().indexOf("event: content"));
        try (RawUpstream first = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(preamble));
                    connection.awaitClosed(Duration.ofSeconds(20));
                });
                RawUpstream second = RawUpstream.answering(RawUpstream.stream(Dialect.ANTHROPIC.stream()));
                TestGateway gateway = two(first.url(), second.url())
                        .timeouts("\"streamFirstByte\": \"300ms\"")
                        .start()) {
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text()).isEqualTo(Dialect.ANTHROPIC.stream());
            assertThat(Records.one(gateway).get("attempts").get(0).get("error").asText())
                    .isEqualTo("upstream_timeout");
        }
    }

    @Test
    void ofSeveralRateLimitsTheClientGetsTheOneThatEndsFirst() throws Exception {
        try (RawUpstream first = RawUpstream.answering(json(429, "{\"limit\":\"long\"}", "retry-after: 100\r\n"));
                RawUpstream second = RawUpstream.answering(json(429, "{\"limit\":\"short\"}", "retry-after: 7\r\n"));
                RawUpstream third = RawUpstream.answering(json(500, "{\"limit\":\"none\"}"));
                TestGateway gateway = two(first.url(), second.url())
                        .upstream("third", third.url(), "anthropic", "")
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text()).isEqualTo("{\"limit\":\"short\"}");
            assertThat(answer.all("retry-after")).containsExactly("7");
            assertThat(answer.header("x-ccg-provider")).contains("second");
            assertThat(Records.one(gateway).get("attempts")).hasSize(3);
        }
    }

    @Test
    void noAnswerAtAllIs502() throws Exception {
        try (TestGateway gateway = two(nobody(), nobody()).start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("\"type\":\"error\"");
        }
    }

    @Test
    void noMoreAttemptsThanConfigured() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(500, "{}"));
                TestGateway gateway = two(upstream.url(), upstream.url())
                        .upstream("third", upstream.url(), "anthropic", "")
                        .loadBalancer("\"strategy\": \"availability_first\", \"retry\": {\"maxAttempts\": 2}")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(500);
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    @Test
    void aRateLimitedUpstreamIsLeftAloneAsLongAsItAsked() throws Exception {
        try (RawUpstream first = RawUpstream.answering(json(429, "{}", "retry-after: 3600\r\n"));
                RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = two(first.url(), second.url()).start()) {
            for (int i = 0; i < 4; i++) {
                assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(200);
            }
            assertThat(first.requests()).hasSize(1);
        }
    }

    @Test
    void failuresInARowTakeAnUpstreamOutUntilItsTimeIsOver() throws Exception {
        java.util.concurrent.atomic.AtomicBoolean well = new java.util.concurrent.atomic.AtomicBoolean();
        java.util.concurrent.atomic.AtomicLong nanos = new java.util.concurrent.atomic.AtomicLong(System.nanoTime());
        try (RawUpstream first = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(json(well.get() ? 200 : 500, "{\"id\":\"first\"}"));
                    }
                });
                RawUpstream second = RawUpstream.answering(GOOD);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream(
                                "first",
                                first.url(),
                                "anthropic",
                                ", \"failureThreshold\": 3, \"blacklistFor\": \"10m\"")
                        .upstream("second", second.url(), "anthropic", "")
                        .loadBalancer("\"strategy\": \"availability_first\", \"sessionAffinity\": {\"enabled\": false}")
                        .options(given -> new io.ccgate.GatewayOptions(
                                given.dataFolder(),
                                given.version(),
                                given.transport(),
                                given.clock(),
                                nanos::get,
                                null,
                                null))
                        .start()) {
            for (int i = 0; i < 6; i++) {
                assertThat(RawClient.ask(gateway, ASK).text()).contains("good");
            }
            assertThat(first.requests()).hasSize(3);

            well.set(true);
            nanos.addAndGet(Duration.ofMinutes(11).toNanos());

            assertThat(RawClient.ask(gateway, ASK).text()).contains("first");
        }
    }

    @ParameterizedTest
    @CsvSource({"401, false", "403, false", "500, ''"})
    void aRefusedKeyOfTheGatewaysOwnIsNotForTheClientToRepeat(int status, String shouldRetry) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(status, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).header("x-should-retry").orElse(""))
                    .isEqualTo(shouldRetry);
        }
    }
}
