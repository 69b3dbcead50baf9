package io.ccgate.observe.requests;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every request can be looked up afterwards: its way step by step, and its headers and bodies where that is asked for. */
@ExtendWith(LeakCheck.class)
class RequestsAreLoggedTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String GOOD =
            "{\"id\":\"m1\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4},\"text\":\"hello\"}";
    private static final String ASK = RawClient.post(
            "/v1/messages?beta=true", "{\"model\":\"claude-x\",\"messages\":[]}", "user-agent: claude-cli/2.1");

    @TempDir
    Path folder;

    private TestGateway.Builder logging(String keys, RawUpstream... upstreams) {
        TestGateway.Builder builder = TestGateway.in(folder).sections(", \"requestLog\": {" + keys + "}");
        for (int i = 0; i < upstreams.length; i++) {
            builder.upstream("u" + i, upstreams[i].url(), "anthropic", "");
        }
        return builder;
    }

    private JsonNode only() {
        return all(1).get(0);
    }

    private List<JsonNode> all(int expected) {
        RequestQuery query = new RequestQuery(RequestFiles.in(folder.resolve("data")));
        return await().until(
                        () -> query.list(new RequestFilter.Builder().build(), null, 0, 1000).lines().stream()
                                .map(RequestsAreLoggedTest::parse)
                                .toList(),
                        lines -> lines.size() == expected);
    }

    private JsonNode detail(JsonNode line) throws IOException {
        return new RequestQuery(RequestFiles.in(folder.resolve("data")))
                .find(line.path("id").asText(), null)
                .orElseThrow();
    }

    private static JsonNode parse(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void theWayIsKeptEvenWhenNoBodiesAreAskedFor() throws IOException {
        try (RawUpstream bad = RawUpstream.answering(json(529, "{\"error\":{\"message\":\"busy\"}}"));
                RawUpstream good = RawUpstream.answering(json(200, GOOD));
                TestGateway gateway = logging("\"mode\": \"off\"", bad, good).start()) {
            RawClient.ask(gateway, ASK);
            JsonNode line = only();
            assertThat(line.path("tenant").asText()).isEqualTo("t");
            assertThat(line.path("cli_type").asText()).isEqualTo("claude_code");
            assertThat(line.path("client_path").asText()).isEqualTo("/v1/messages");
            assertThat(line.path("model_id").asText()).isEqualTo("claude-x");
            assertThat(line.path("provider_id").asText()).isEqualTo("u1");
            assertThat(line.path("status_code").asInt()).isEqualTo(200);
            assertThat(line.path("success").asBoolean()).isTrue();
            assertThat(line.path("output_tokens").asInt()).isEqualTo(4);
            assertThat(line.path("cost").decimalValue()).isEqualByComparingTo("0.000069");
            JsonNode steps = line.path("timeline_us");
            JsonNode first = line.path("attempts").path(0);
            JsonNode second = line.path("attempts").path(1);
            assertThat(first.path("status").asInt()).isEqualTo(529);
            assertThat(List.of(
                            steps.path("body").asLong(),
                            steps.path("admitted").asLong(),
                            first.path("started").asLong(),
                            first.path("connected").asLong(),
                            first.path("sent").asLong(),
                            first.path("head").asLong(),
                            first.path("ended").asLong(),
                            second.path("started").asLong(),
                            second.path("connected").asLong(),
                            second.path("sent").asLong(),
                            second.path("head").asLong(),
                            second.path("first_content").asLong(),
                            second.path("ended").asLong(),
                            steps.path("ended").asLong()))
                    .isSorted()
                    .allMatch(micros -> micros > 0 && micros < 60_000_000);
            assertThat(first.has("first_content")).isFalse();
            assertThat(detail(line).has("client_body")).isFalse();
            assertThat(day().resolve("details.ndjson.gz")).doesNotExist();
        }
    }

    private Path day() {
        return folder.resolve("data/requests")
                .resolve(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void headersAndBodiesAreKeptUpToTheirCap() throws IOException {
        try (RawUpstream bad = RawUpstream.answering(json(503, "{\"error\":{\"message\":\"away\"}}"));
                RawUpstream good = RawUpstream.answering(json(200, GOOD, "x-up: yes\r\n"));
                TestGateway gateway = logging("\"mode\": \"all\", \"maxBodySize\": 40", bad, good)
                        .start()) {
            RawClient.ask(gateway, ASK);
            JsonNode detail = detail(only());
            assertThat(detail.path("client_query").asText()).isEqualTo("beta=true");
            assertThat(detail.path("client_headers").path("user-agent").asText())
                    .isEqualTo("claude-cli/2.1");
            assertThat(detail.path("client_headers").path("x-api-key").asText("***"))
                    .isEqualTo("***");
            assertThat(detail.path("client_body").asText()).isEqualTo("{\"model\":\"claude-x\",\"messages\":[]}");
            assertThat(detail.path("forward_url").asText()).isEqualTo(good.url() + "/v1/messages?beta=true");
            assertThat(detail.path("provider_status").asText()).startsWith("HTTP/1.1 200");
            assertThat(detail.path("provider_headers").path("x-up").asText()).isEqualTo("yes");
            assertThat(detail.path("provider_body").asText()).isEqualTo(GOOD.substring(0, 40));
            assertThat(detail.path("provider_body_cut").asBoolean()).isTrue();
            assertThat(detail.path("provider_body_size").asInt()).isEqualTo(GOOD.length());
            assertThat(detail.path("response_headers").path("x-ccg-provider").asText())
                    .isEqualTo("u1");
            assertThat(detail.path("response_body_is_provider_body").asBoolean())
                    .isTrue();
            JsonNode earlier = detail.path("earlier_attempts").path(0);
            assertThat(earlier.path("provider_id").asText()).isEqualTo("u0");
            assertThat(earlier.path("provider_body").asText()).contains("away");
        }
    }

    @Test
    void ofGoodRequestsNothingIsKeptWhenOnlyFailuresAreAskedFor() throws IOException {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(json(200, GOOD));
                    connection.read();
                    connection.send(json(400, "{\"error\":{\"message\":\"no such thing\"}}"));
                });
                TestGateway gateway =
                        logging("\"mode\": \"failures\"", upstream).start()) {
            RawClient.ask(gateway, ASK);
            RawClient.ask(gateway, ASK);
            List<JsonNode> lines = all(2);
            assertThat(detail(lines.get(1)).has("client_body")).isFalse();
            assertThat(detail(lines.get(0)).path("client_body").asText()).contains("claude-x");
            assertThat(detail(lines.get(0)).path("provider_body").asText()).contains("no such thing");
        }
    }

    @Test
    void aTranslatedRequestIsKeptAsTheUpstreamSawItAndAsTheClientGotIt() throws IOException {
        String answer =
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";
        String ask = RawClient.post(
                "/v1/messages",
                "{\"model\":\"claude-x\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        try (RawUpstream upstream = RawUpstream.answering(json(200, answer));
                TestGateway gateway = TestGateway.in(folder)
                        .sections(", \"requestLog\": {\"mode\": \"all\"}")
                        .upstream("chat", upstream.url(), "openai-chat", "")
                        .start()) {
            assertThat(RawClient.ask(gateway, ask).status()).isEqualTo(200);
            JsonNode detail = detail(only());
            assertThat(detail.path("client_body").asText()).contains("\"content\":\"hi\"");
            assertThat(detail.path("forward_body").asText()).contains("max_completion_tokens");
            assertThat(detail.path("provider_body").asText()).isEqualTo(answer);
            assertThat(detail.path("response_body").asText()).contains("\"type\":\"message\"");
        }
    }

    @Test
    void aRefusalIsKeptWithWhatItSaid() throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(json(200, GOOD));
                TestGateway gateway = logging("\"mode\": \"failures\"", upstream)
                        .tenant("\"allowedModels\": [\"gpt-*\"]")
                        .start()) {
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(403);
            JsonNode detail = detail(only());
            assertThat(detail.path("status_code").asInt()).isEqualTo(403);
            assertThat(detail.path("response_body").asText()).contains("claude-x");
            assertThat(detail.path("attempts")).isEmpty();
        }
    }

    @Test
    void twentySecretsLeaveNoTrace() throws IOException {
        String upstreamKey = "upstream-key-u0";
        String body = "{\"model\":\"claude-x\",\"messages\":[{\"role\":\"user\",\"content\":\"" + TestGateway.KEY + " "
                + upstreamKey + " test-password admin-token-0123456789 proxy-pass-word cookie-one-11 "
                + java.util.Base64.getEncoder().encodeToString(("me:" + upstreamKey).getBytes(StandardCharsets.UTF_8))
                + " header-secret-in-set own-token-7777 own-secret-8888\"}]}";
        String event =
                "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}\n\n";
        String events = event.formatted("sk-test-")
                + event.formatted("tenant")
                + event.formatted("and " + upstreamKey)
                + event.formatted("test-pass")
                + event.formatted("word");
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(
                            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nset-cookie: sid=server-cookie-1"
                                    + "\r\nx-echo: " + upstreamKey + "\r\ntransfer-encoding: chunked\r\n\r\n");
                    for (int i = 0; i < events.length(); i += 7) {
                        connection.send(RawUpstream.chunk(events.substring(i, Math.min(events.length(), i + 7))));
                    }
                    connection.send("0\r\n\r\n");
                });
                TestGateway gateway = TestGateway.in(folder)
                        .sections(", \"requestLog\": {\"mode\": \"all\"}")
                        .upstream(
                                "u0",
                                upstream.url(),
                                "anthropic",
                                ", \"headers\": {\"set\": {\"x-corp-token\": " + "\"header-secret-in-set\"}}")
                        .upstream(
                                "u1",
                                upstream.url(),
                                "anthropic",
                                ", \"forwardProxy\": \"http://me:proxy-pass-word@127.0.0.1:1\"")
                        .start()) {
            gateway.edit(
                    "server.json",
                    text -> text.replace(
                            "\"password\": \"test-password\"",
                            "\"password\": \"test-password\", \"tokens\": [{\"name\": \"s\", \"token\":"
                                    + " \"admin-token-0123456789\", \"role\": \"read\"}]"));
            RawClient.ask(
                    gateway,
                    RawClient.post(
                            "/v1/messages?key=query-secret-1&alt=sse&api_key=query-secret-2",
                            body,
                            "proxy-authorization: Basic bWU6cHJveHktYXV0aC1zZWNyZXQ=",
                            "cookie: a=cookie-one-11; b=cookie-two-22",
                            "x-goog-api-key: google-key-3333",
                            "x-my-token: own-token-7777",
                            "x-client-secret: own-secret-8888",
                            "user-agent: claude-cli " + TestGateway.KEY,
                            "x-note: " + upstreamKey + " and own-token-7777"));
            JsonNode detail = detail(only());
            assertThat(detail.path("client_body").asText()).contains("\"content\":\"*** ***");
            assertThat(detail.path("provider_body").asText()).contains("content_block_delta");
            String shown = detail.toString()
                    + Files.readString(day().resolve("index.ndjson"))
                    + Files.readString(folder.resolve("logs/access.log"))
                    + usage()
                    + unpacked(day().resolve("details.ndjson.gz"));
            for (String secret : List.of(
                    TestGateway.KEY,
                    upstreamKey,
                    "test-password",
                    "admin-token-0123456789",
                    "proxy-pass-word",
                    "cookie-one-11",
                    "cookie-two-22",
                    "header-secret-in-set",
                    "own-token-7777",
                    "own-secret-8888",
                    "query-secret-1",
                    "query-secret-2",
                    "bWU6cHJveHktYXV0aC1zZWNyZXQ",
                    "google-key-3333",
                    "server-cookie-1",
                    "dXBzdHJlYW0ta2V5LXUw",
                    "sk-test-",
                    "\"tenant\\\"",
                    "test-pass",
                    "\"word\\\"")) {
                assertThat(shown).as(secret).doesNotContain(secret);
            }
        }
    }

    private String usage() throws IOException {
        Path tenant = folder.resolve("data/usage/t");
        try (Stream<Path> files = Files.walk(tenant)) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static String unpacked(Path gz) throws IOException {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(gz))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void packedAnswersAreKeptUnpackedSoThatTheyCanBeMasked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"text\":\"it is upstream-key-u0!\"}".getBytes(StandardCharsets.UTF_8));
        }
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n"
                            + "content-length: " + packed.size() + "\r\n\r\n");
                    connection.send(packed.toByteArray());
                });
                TestGateway gateway = logging("\"mode\": \"all\"", upstream).start()) {
            RawClient.ask(gateway, ASK);
            assertThat(detail(only()).path("provider_body").asText()).isEqualTo("{\"text\":\"it is ***!\"}");
        }
    }

    @Test
    void theLogCanBeSwitchedOnWhileTheGatewayRuns() throws IOException {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    for (int i = 0; i < 2; i++) {
                        connection.read();
                        connection.send(json(200, GOOD));
                    }
                });
                TestGateway gateway = logging("\"mode\": \"off\"", upstream).start()) {
            RawClient.ask(gateway, ASK);
            gateway.edit("server.json", text -> text.replace("\"mode\": \"off\"", "\"mode\": \"all\""));
            RawClient.ask(gateway, ASK);
            List<JsonNode> lines = all(2);
            assertThat(lines.get(1).has("detail")).isFalse();
            assertThat(lines.get(0).has("detail")).isTrue();
        }
    }
}
