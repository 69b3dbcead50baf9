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
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code retry.delay}: when every upstream has been asked, those whose failure may pass are asked again after a pause. */
@ExtendWith(LeakCheck.class)
class FailedUpstreamsAreAskedAgainAfterAPauseTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\",\"messages\":[]}");
    private static final String GOOD =
            json(200, "{\"id\":\"good\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}");
    private static final String BUSY = json(503, "{\"error\":{\"message\":\"busy\"}}");

    @TempDir
    Path folder;

    /** Answers its first requests one way and all further ones another. */
    private static RawUpstream first(int times, String answer, String then) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        return RawUpstream.serving(connection -> {
            while (connection.read() != null) {
                String next = asked.getAndIncrement() < times ? answer : then;
                connection.send(next);
                if (next.isEmpty()) {
                    return;
                }
            }
        });
    }

    private TestGateway one(RawUpstream upstream, String retry) throws IOException {
        return balanced(retry).upstream("u", upstream.url(), "anthropic", "").start();
    }

    private TestGateway.Builder balanced(String retry) {
        return TestGateway.in(folder)
                .loadBalancer("\"strategy\": \"availability_first\", \"retry\": {" + retry + "}")
                .timeouts("\"connect\": \"5s\", \"nonStream\": \"2s\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 529})
    void aSingleUpstreamThatRecovers(int status) throws Exception {
        try (RawUpstream upstream = first(1, json(status, "{}"), GOOD);
                TestGateway gateway = one(upstream, "\"delay\": \"200ms\"")) {
            long began = System.nanoTime();
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
            assertThat(upstream.requests()).hasSize(2);
            JsonNode attempts = Records.one(gateway).get("attempts");
            assertThat(attempts.get(0).get("status").asInt()).isEqualTo(status);
            assertThat(attempts.get(1).get("status").asInt()).isEqualTo(200);
        }
    }

    @Test
    void oneThatClosedItsConnection() throws Exception {
        try (RawUpstream upstream = first(1, "", GOOD);
                TestGateway gateway = one(upstream, "\"delay\": \"10ms\"")) {
            assertThat(RawClient.ask(gateway, ASK).text()).contains("good");
        }
    }

    @Test
    void oneWhoseStreamBeganWithAnError() throws Exception {
        String error = RawUpstream.stream("event: error\n"
                + "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}\n\n");
        try (RawUpstream upstream = first(1, error, RawUpstream.stream(Dialect.ANTHROPIC.stream()));
                TestGateway gateway = one(upstream, "\"delay\": \"10ms\"")) {
            RawClient.Answer answer = RawClient.ask(gateway, Dialect.ANTHROPIC.ask());

            assertThat(answer.text()).isEqualTo(Dialect.ANTHROPIC.stream());
        }
    }

    @Test
    void allInTurnBeforeAnyIsAskedAgain() throws Exception {
        try (RawUpstream a = RawUpstream.answering(BUSY);
                RawUpstream b = first(1, BUSY, GOOD);
                TestGateway gateway = balanced("\"delay\": \"10ms\", \"maxAttempts\": 4")
                        .upstream("a", a.url(), "anthropic", "")
                        .upstream("b", b.url(), "anthropic", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).text()).contains("good");

            assertThat(Records.one(gateway).get("attempts"))
                    .extracting(attempt -> attempt.get("upstream").asText())
                    .containsExactly("a", "b", "a", "b");
        }
    }

    @Test
    void upToTheNumberOfAttempts() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(BUSY);
                TestGateway gateway = one(upstream, "\"delay\": \"10ms\"")) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("busy");
            assertThat(upstream.requests()).hasSize(3);
        }
    }

    @Test
    void neverByDefaultSinceAgentsRepeatThemselves() throws Exception {
        try (RawUpstream upstream = first(1, BUSY, GOOD);
                TestGateway gateway = one(upstream, "")) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(503);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void withTheKeysOfCcgate() throws Exception {
        try (RawUpstream upstream = first(2, BUSY, GOOD);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .sections(", \"proxy\": {\"retryAttempts\": 2, \"retryDelay\": 10}")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).text()).contains("good");
        }
    }

    @Test
    void notOneThatRefusesItsKey() throws Exception {
        assertAskedOnce(json(401, "{}"), "\"delay\": \"10ms\"", 401);
    }

    @Test
    void notOneThatFoundTheRequestWrong() throws Exception {
        assertAskedOnce(json(400, "{}"), "\"delay\": \"10ms\"", 400);
    }

    @Test
    void notOneThatWantsToBeLeftAloneForLonger() throws Exception {
        assertAskedOnce(json(429, "{}", "retry-after: 30\r\n"), "\"delay\": \"10ms\"", 429);
    }

    @Test
    void notBeyondTheBudget() throws Exception {
        assertAskedOnce(BUSY, "\"delay\": \"1h\", \"budget\": \"1m\"", 503);
    }

    private void assertAskedOnce(String answer, String retry, int status) throws Exception {
        try (RawUpstream upstream = first(1, answer, GOOD);
                TestGateway gateway = one(upstream, retry)) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(status);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void notOneThatWasTooSlow() throws Exception {
        RawUpstream silent = RawUpstream.serving(connection -> {
            connection.read();
            connection.awaitClosed(Duration.ofSeconds(20));
        });
        try (silent;
                TestGateway gateway = one(silent, "\"delay\": \"10ms\"")) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(504);
            assertThat(silent.requests()).hasSize(1);
        }
    }

    @Test
    void notForAClientThatLeftMeanwhile() throws Exception {
        try (RawUpstream upstream = first(1, BUSY, GOOD);
                TestGateway gateway = one(upstream, "\"delay\": \"10s\"")) {
            try (RawClient client = RawClient.to(gateway)) {
                client.send(ASK);
                assertThat(client.isSilentFor(300)).isTrue();
            }
            JsonNode record = Records.one(gateway);

            assertThat(record.get("statusCode").asInt()).isEqualTo(499);
            assertThat(record.get("attempts")).hasSize(1);
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void notByAGatewayThatStops() throws Exception {
        try (RawUpstream upstream = first(1, BUSY, GOOD);
                TestGateway gateway = one(upstream, "\"delay\": \"10s\"");
                RawClient client = RawClient.to(gateway)) {
            client.send(ASK);
            assertThat(client.isSilentFor(300)).isTrue();
            gateway.gateway().stop(Duration.ZERO);

            assertThat(client.read().status()).isEqualTo(503);
            assertThat(upstream.requests()).hasSize(1);
        }
    }
}
