package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static io.ccgate.fixture.RawUpstream.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.MockUpstream;
import io.ccgate.usage.ledger.Standing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets, rates and the line for a place, as clients see them: through sockets, in each protocol. */
@ExtendWith(LeakCheck.class)
class TenantsKeepToTheirLimitsTest {
    private static final String ALL = "\"allowedModels\": [\"*\"], \"limits\": ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aBudgetThatIsUsedUpIsRefusedForGood(Dialect dialect) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(stream(dialect.stream()));
                TestGateway gateway = gateway(dialect, upstream, "{\"daily\": {\"maxRequests\": 1}}")) {
            assertThat(RawClient.ask(gateway, dialect.ask()).status()).isEqualTo(200);
            await().until(() -> standing(gateway).daily().requests() == 1);

            RawClient.Answer refused = RawClient.ask(gateway, dialect.ask());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("x-should-retry")).contains("false");
            assertThat(refused.header("retry-after"))
                    .as("Codex would sleep as long as it says")
                    .isEmpty();
            assertThat(refused.text())
                    .contains("The limit daily.maxRequests of this key is used up: 1 of 1 used; it resets at ")
                    .contains("00:00 UTC")
                    .contains(
                            switch (dialect) {
                                case ANTHROPIC -> "\"type\":\"rate_limit_error\"";
                                case CHAT, RESPONSES -> "\"type\":\"insufficient_quota\"";
                                case GEMINI -> "\"quotaId\":\"KeyLimitPerDay\"";
                            });
            assertThat(upstream.requests()).hasSize(1);

            gateway.edit("server.json", text -> text.replace("\"timeout\"", "\"language\": \"zh\", \"timeout\""));
            assertThat(RawClient.ask(gateway, dialect.ask()).text())
                    .contains("此密钥的限额 daily.maxRequests 已用完：已用 1，共 1；将于 ")
                    .contains("00:00 UTC 重置。");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void ratesAreToldOnGoodAnswersToo(Dialect dialect) throws Exception {
        String ofTheAccount = "anthropic-ratelimit-requests-limit: 4000\r\nx-ratelimit-limit-requests: 4000\r\n";
        String answer = stream(dialect.stream()).replace("\r\ntransfer-", "\r\n" + ofTheAccount + "transfer-");
        try (RawUpstream upstream = RawUpstream.answering(answer);
                TestGateway gateway = gateway(dialect, upstream, "{\"requestsPerMinute\": 2}")) {
            RawClient.Answer good = RawClient.ask(gateway, dialect.ask());
            assertThat(good.status()).isEqualTo(200);
            switch (dialect) {
                case ANTHROPIC -> {
                    assertThat(good.all("anthropic-ratelimit-requests-limit")).containsExactly("2");
                    assertThat(good.all("anthropic-ratelimit-requests-remaining"))
                            .containsExactly("1");
                    assertThat(Instant.parse(good.header("anthropic-ratelimit-requests-reset")
                                    .orElseThrow()))
                            .isBetween(
                                    Instant.now().minusSeconds(5), Instant.now().plusSeconds(40));
                    assertThat(good.header("anthropic-ratelimit-tokens-limit")).isEmpty();
                }
                case CHAT, RESPONSES -> {
                    assertThat(good.all("x-ratelimit-limit-requests")).containsExactly("2");
                    assertThat(good.all("x-ratelimit-remaining-requests")).containsExactly("1");
                    assertThat(good.header("x-ratelimit-reset-requests").orElseThrow())
                            .matches("(29|30)s");
                }
                case GEMINI -> assertThat(good.head()).doesNotContain("x-ratelimit-remaining");
            }
            RawClient.ask(gateway, dialect.ask());

            RawClient.Answer refused = RawClient.ask(gateway, dialect.ask());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("x-should-retry")).isEmpty();
            long wait = Long.parseLong(refused.header("retry-after").orElseThrow());
            assertThat(wait).isBetween(20L, 30L);
            assertThat(refused.text()).contains("This key may use 2 requests per minute; try again in " + wait + " s.");
            if (dialect == Dialect.GEMINI) {
                assertThat(refused.text()).contains("\"retryDelay\":\"" + wait + "s\"");
            }
            if (dialect == Dialect.ANTHROPIC) {
                assertThat(refused.header("anthropic-ratelimit-requests-remaining"))
                        .contains("0");
            }
        }
    }

    @Test
    void aTenantWithoutRatesGetsTheUpstreamsOwnNumbers() throws Exception {
        String answer = json(
                200,
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}",
                "anthropic-ratelimit-requests-limit: 4000\r\n");
        try (RawUpstream upstream = RawUpstream.answering(answer);
                TestGateway gateway = gateway(Dialect.ANTHROPIC, upstream, "{\"maxConcurrent\": 5}")) {
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).header("anthropic-ratelimit-requests-limit"))
                    .contains("4000");
        }
    }

    @Test
    void whatFailedAndUsedNothingDoesNotCount() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.send(json(500, "{}"));
                            connection.read();
                            connection.send(json(400, "{\"type\":\"error\"}"));
                            connection.read();
                            connection.send(json(
                                    200, "{\"type\":\"message\",\"usage\":{\"input_tokens\":5,\"output_tokens\":5}}"));
                        },
                        RawUpstream.Connection::read);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .tenant(ALL + "{\"daily\": {\"maxRequests\": 1}}")
                        .start()) {
            String ask = RawClient.post("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[]}");
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(500);
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(400);
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            assertThat(RawClient.ask(gateway, ask).text()).contains("limit_exceeded");
        }
    }

    @Test
    void countingTokensIsFree() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{\"input_tokens\":7}"));
                TestGateway gateway = gateway(
                        Dialect.ANTHROPIC, upstream, "{\"daily\": {\"maxUSD\": 0}, \"requestsPerMinute\": 1}")) {
            for (int i = 0; i < 3; i++) {
                assertThat(RawClient.ask(
                                        gateway,
                                        RawClient.post(
                                                "/v1/messages/count_tokens", "{\"model\":\"m\",\"messages\":[]}"))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).status()).isEqualTo(429);
        }
    }

    @Test
    void theNextInLineGoesOnWhenOneEndsAndWhoLeavesTheLineHoldsNothing() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (RawUpstream upstream = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.await(first);
                            connection.send(stream(Dialect.ANTHROPIC.stream()));
                            connection.read();
                            connection.send(stream(Dialect.ANTHROPIC.stream()));
                        },
                        connection -> {
                            connection.read();
                            connection.send(stream(Dialect.ANTHROPIC.stream()));
                        });
                TestGateway gateway = gateway(
                        Dialect.ANTHROPIC,
                        upstream,
                        "{\"maxConcurrent\": 1, \"maxWait\": \"60s\", \"daily\": {\"maxUSD\": 5}}");
                RawClient running = RawClient.to(gateway);
                RawClient leaving = RawClient.to(gateway);
                RawClient waiting = RawClient.to(gateway)) {
            running.send(Dialect.ANTHROPIC.ask());
            await().until(() -> upstream.requests().size() == 1);
            leaving.send(Dialect.ANTHROPIC.ask());
            await().until(() -> inLine(gateway) == 1);
            waiting.send(Dialect.ANTHROPIC.ask());
            await().until(() -> inLine(gateway) == 2);
            leaving.reset();
            await().until(() -> inLine(gateway) == 1);

            first.countDown();

            assertThat(running.read().status()).isEqualTo(200);
            assertThat(waiting.read().status()).isEqualTo(200);
            assertThat(upstream.requests()).hasSize(2);
            await().until(() -> standing(gateway).reservedRequests() == 0
                    && gateway.gateway().entrance().standing(tenant(gateway)).running() == 0);
        }
    }

    @Test
    void aWaitInVainIsRefusedWithAWordOfWhenToComeBack() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.await(never);
                });
                TestGateway gateway =
                        gateway(Dialect.RESPONSES, upstream, "{\"maxConcurrent\": 1, \"maxWait\": \"50ms\"}");
                RawClient running = RawClient.to(gateway)) {
            running.send(Dialect.RESPONSES.ask());
            await().until(() -> upstream.requests().size() == 1);

            RawClient.Answer refused = RawClient.ask(gateway, Dialect.RESPONSES.ask());

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).contains("1");
            assertThat(refused.text()).contains("1 requests at a time");
            running.reset();
            await().until(() ->
                    gateway.gateway().entrance().standing(tenant(gateway)).running() == 0);
            never.countDown();
        }
    }

    @Test
    void aStreamThatWaitsLongShowsSignsOfLifeAndThenGoesOnInTheSameAnswer() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.await(first);
                    connection.send(stream(Dialect.ANTHROPIC.stream()));
                    connection.read();
                    connection.send(stream(Dialect.ANTHROPIC.stream()));
                    connection.read();
                    connection.send(json(
                            400,
                            "{\"type\":\"error\",\"error\":{\"type\":"
                                    + "\"invalid_request_error\",\"message\":\"too long\"}}"));
                });
                TestGateway gateway =
                        gateway(Dialect.ANTHROPIC, upstream, "{\"maxConcurrent\": 1, \"maxWait\": \"60s\"}");
                RawClient running = RawClient.to(gateway);
                RawClient lucky = RawClient.to(gateway);
                RawClient unlucky = RawClient.to(gateway)) {
            running.send(Dialect.ANTHROPIC.ask());
            await().until(() -> upstream.requests().size() == 1);
            lucky.send(Dialect.ANTHROPIC.ask());
            await().until(() -> inLine(gateway) == 1);
            unlucky.send(Dialect.ANTHROPIC.ask());

            assertThat(unlucky.readHead()).contains("200 OK").contains("text/event-stream");
            first.countDown();

            RawClient.Answer whole = lucky.read();
            assertThat(whole.end()).isEqualTo(RawClient.End.WHOLE);
            assertThat(whole.text()).startsWith("event: ping\n").endsWith(Dialect.ANTHROPIC.stream());
            assertThat(whole.all("content-type")).containsExactly("text/event-stream");
            assertThat(unlucky.readAll())
                    .contains("event: ping\n")
                    .contains("event: error\ndata: {\"type\":\"error\"")
                    .contains("too long")
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void aThousandAtOnceSpendNoMoreThanThereIs() throws Exception {
        try (MockUpstream upstream = MockUpstream.start();
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", URI.create("http://127.0.0.1:" + upstream.port()), "anthropic", "")
                        .tenant(ALL + "{\"daily\": {\"maxUSD\": 0.2}, \"maxWait\": 0}")
                        .start()) {
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(gateway.url().resolve("/v1/messages"))
                    .timeout(Duration.ofSeconds(60))
                    .header("x-api-key", TestGateway.KEY)
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"claude-sonnet-5\",\"max_tokens\":200,\"messages\":"
                                    + "[{\"role\":\"user\",\"content\":\"[[mock latency=50ms]] hello\"}]}"))
                    .build();
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                all.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode));
            }
            List<Integer> statuses = all.stream().map(CompletableFuture::join).toList();

            assertThat(statuses).containsOnly(200, 429);
            await().until(() -> standing(gateway).reservedRequests() == 0);
            Standing standing = standing(gateway);
            assertThat(standing.daily().requests())
                    .isEqualTo(statuses.stream().filter(status -> status == 200).count());
            assertThat(standing.daily().micros()).isPositive().isLessThanOrEqualTo(200_000);
            assertThat(standing.reservedMicros()).isZero();
        }
    }

    @Test
    void whoWatchesIsWarnedOncePerThreshold() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(stream(Dialect.ANTHROPIC.stream()));
                RawUpstream hook = RawUpstream.serving(
                        connection -> {
                            connection.read();
                            connection.send(json(503, ""));
                        },
                        connection -> {
                            while (connection.read() != null) {
                                connection.send(json(200, ""));
                            }
                        });
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .tenant(ALL + "{\"daily\": {\"maxRequests\": 4}}")
                        .sections(", \"alerts\": {\"webhook\": \"" + hook.url() + "/secret-path\"}")
                        .start()) {
            for (int i = 0; i < 4; i++) {
                RawClient.ask(gateway, Dialect.ANTHROPIC.ask());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> hook.requests().size() == 3);
            assertThat(hook.requests().get(0).line()).startsWith("POST /secret-path");
            assertThat(hook.requests().get(1).text())
                    .as("tried again, since the first try was answered 503")
                    .isEqualTo(hook.requests().get(0).text())
                    .contains("\"event\":\"limit_warning\"")
                    .contains("\"tenant\":\"t\",\"tenantName\":\"Tess\",\"limit\":\"daily.maxRequests\",\"percent\":50")
                    .contains("\"used\":2,\"max\":4")
                    .doesNotContain(TestGateway.KEY);
            assertThat(hook.requests().get(2).text()).contains("\"percent\":95").contains("\"used\":4");
        }
    }

    private TestGateway gateway(Dialect dialect, RawUpstream upstream, String limits) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), dialect.protocol(), "")
                .tenant(ALL + limits)
                .start();
    }

    private static int inLine(TestGateway gateway) {
        return gateway.gateway().entrance().standing(tenant(gateway)).waiting();
    }

    private static Standing standing(TestGateway gateway) {
        return gateway.gateway().books().ledger().standing(tenant(gateway));
    }

    private static TenantConfig tenant(TestGateway gateway) {
        return gateway.config().tenants().get(0);
    }
}
