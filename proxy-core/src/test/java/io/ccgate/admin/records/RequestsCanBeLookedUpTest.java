package io.ccgate.admin.records;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawRequest;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request log, the events and the numbers through the API: whose they are, filtered, paged, followed, deleted. */
@ExtendWith(LeakCheck.class)
class RequestsCanBeLookedUpTest {
    private static final String GOOD =
            "{\"id\":\"m1\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4},\"text\":\"hello\"}";
    private static final String LOGS = "/admin/v1/logs/requests";
    private static final String OTHER_KEY = "sk-other-tenant";

    @TempDir
    Path folder;

    private static RawUpstream answering() throws IOException {
        return RawUpstream.serving(connection -> {
            for (RawRequest request = connection.read(); request != null; request = connection.read()) {
                boolean bad = new String(request.body(), StandardCharsets.UTF_8).contains("bad-model");
                connection.send(bad ? json(400, "{\"error\":{\"message\":\"no\"}}") : json(200, GOOD));
            }
        });
    }

    private TestGateway gateway(RawUpstream upstream) throws IOException {
        TestGateway gateway = TestGateway.in(folder)
                .sections(", \"requestLog\": {\"mode\": \"all\"}")
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
        gateway.edit(
                "tenants.json",
                text -> text.replace(
                        "{\"tenants\": [",
                        "{\"tenants\": [{\"id\": \"o\", \"name\": \"Olga\", \"key\": \"" + OTHER_KEY
                                + "\", \"allowedModels\": [\"*\"]},"));
        return gateway;
    }

    private static void ask(TestGateway gateway, String key, String model) throws IOException {
        String body = "{\"model\":\"" + model + "\",\"messages\":[]}";
        try (RawClient client = RawClient.to(gateway)) {
            client.send("POST /v1/messages HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .read();
        }
    }

    private static List<String> models(JsonNode page) {
        List<String> models = new ArrayList<>();
        page.path("items").forEach(item -> models.add(item.path("model_id").asText()));
        return models;
    }

    private static JsonNode ok(AdminClient.Reply reply) {
        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        return reply.json();
    }

    private static void logged(AdminClient admin, int count) {
        await().untilAsserted(() -> assertThat(
                        ok(admin.get(LOGS + "?page=1")).path("total").asInt())
                .isEqualTo(count));
    }

    @Test
    void listsAreFilteredAndPaged() throws IOException {
        try (RawUpstream upstream = answering();
                TestGateway gateway = gateway(upstream)) {
            AdminClient admin = AdminClient.of(gateway);
            for (int i = 0; i < 5; i++) {
                ask(gateway, TestGateway.KEY, "claude-" + i);
            }
            ask(gateway, OTHER_KEY, "bad-model");
            logged(admin, 6);

            JsonNode first = ok(admin.get(LOGS + "?page_size=4"));
            assertThat(models(first)).containsExactly("bad-model", "claude-4", "claude-3", "claude-2");
            JsonNode second = ok(admin.get(
                    LOGS + "?page_size=4&cursor=" + first.path("next_cursor").asText()));
            assertThat(models(second)).containsExactly("claude-1", "claude-0");
            assertThat(second.path("next_cursor").isNull()).isTrue();
            assertThat(models(ok(admin.get(LOGS + "?page=2&page_size=5")))).containsExactly("claude-0");

            assertThat(models(ok(admin.get(LOGS + "?model=bad")))).containsExactly("bad-model");
            assertThat(models(ok(admin.get(LOGS + "?model=CLAUDE-*&page_size=1"))))
                    .containsExactly("claude-4");
            assertThat(models(ok(admin.get(LOGS + "?success=false")))).containsExactly("bad-model");
            assertThat(models(ok(admin.get(LOGS + "?status=4xx&tenant=o")))).containsExactly("bad-model");
            assertThat(models(ok(admin.get(LOGS + "?status=404")))).isEmpty();
            assertThat(models(ok(admin.get(LOGS + "?provider_id=u&search=CLAUDE-3"))))
                    .containsExactly("claude-3");
            assertThat(models(ok(admin.get(LOGS + "?to=2020-01-01")))).isEmpty();
            assertThat(models(ok(admin.get(LOGS + "?from=2020-01-01&cli_type=codex"))))
                    .isEmpty();
        }
    }

    @Test
    void tenantsSeeTheirOwnAndNothingOfTheUpstreams() throws IOException {
        try (RawUpstream upstream = answering();
                TestGateway gateway = gateway(upstream)) {
            AdminClient admin = AdminClient.of(gateway);
            ask(gateway, TestGateway.KEY, "mine");
            ask(gateway, OTHER_KEY, "theirs");
            logged(admin, 2);
            AdminClient tenant = admin.as("Authorization: Bearer " + TestGateway.KEY);
            JsonNode page = ok(tenant.get(LOGS + "?tenant=o"));
            assertThat(models(page)).isEmpty();
            page = ok(tenant.get(LOGS));
            assertThat(models(page)).containsExactly("mine");
            JsonNode own = ok(tenant.get(LOGS + "/" + page.at("/items/0/id").asText()));
            assertThat(own.path("client_body").asText()).contains("mine");
            assertThat(own.path("provider_body").asText()).isEqualTo(GOOD);
            assertThat(own.has("forward_url") || own.has("forward_headers") || own.has("provider_headers"))
                    .isFalse();

            String others = ok(admin.get(LOGS + "?tenant=o")).at("/items/0/id").asText();
            assertThat(tenant.get(LOGS + "/" + others).status()).isEqualTo(404);
            assertThat(tenant.delete(LOGS).status()).isEqualTo(403);
            assertThat(tenant.get("/admin/v1/logs/system").status()).isEqualTo(403);
            assertThat(tenant.get("/admin/v1/stats/daily").status()).isEqualTo(403);
            assertThat(admin.as().get(LOGS).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=abc",
                "status=4x",
                "page=0",
                "page=x",
                "page_size=501",
                "cursor=../../x",
                "from=yesterday",
                "to=2026-13-01",
                "success=maybe"
            })
    void whatCannotBeMeantIsRefusedByName(String query) throws IOException {
        try (RawUpstream upstream = answering();
                TestGateway gateway = gateway(upstream)) {
            AdminClient.Reply reply = AdminClient.of(gateway).get(LOGS + "?" + query);
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("field").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
            assertThat(reply.json().path("remedy").asText()).isNotEmpty();
        }
    }

    @Test
    void deletedRequestsAreGoneAndTheLogGoesOn() throws IOException {
        try (RawUpstream upstream = answering();
                TestGateway gateway = gateway(upstream)) {
            AdminClient admin = AdminClient.of(gateway);
            ask(gateway, TestGateway.KEY, "before");
            logged(admin, 1);
            assertThat(ok(admin.delete(LOGS + "?before_timestamp=1000"))
                            .path("message")
                            .asText())
                    .contains("0 days");
            logged(admin, 1);
            ok(admin.delete(LOGS));
            logged(admin, 0);
            ask(gateway, TestGateway.KEY, "after");
            logged(admin, 1);
            assertThat(models(ok(admin.get(LOGS)))).containsExactly("after");
        }
    }

    @Test
    void endedRequestsAndEventsAreToldWhileTheyHappen() throws IOException {
        try (RawUpstream upstream = answering();
                TestGateway gateway = gateway(upstream);
                RawClient listener = RawClient.to(gateway)) {
            listener.send("GET /admin/v1/events HTTP/1.1\r\n"
                    + "Host: g\r\n"
                    + "Authorization: Basic YWRtaW46dGVzdC1wYXNzd29yZA==\r\n\r\n");
            listener.readUntil("event: overview");
            ask(gateway, TestGateway.KEY, "told-at-once");
            assertThat(listener.readUntil("told-at-once")).contains("event: request");
            gateway.edit("tenants.json", text -> text + " ");
            assertThat(listener.readUntil("config_reload")).contains("event: system");
        }
    }

    @Test
    void failuresOfUpstreamsAreEventsAndNumbers() throws IOException {
        try (RawUpstream down = RawUpstream.serving(connection -> {
                    while (connection.read() != null) {
                        connection.send(json(500, "{\"error\":{\"message\":\"down\"}}"));
                    }
                });
                TestGateway gateway = gateway(down)) {
            for (int i = 0; i < 3; i++) {
                ask(gateway, TestGateway.KEY, "m");
            }
            AdminClient admin = AdminClient.of(gateway);
            await().untilAsserted(() -> assertThat(ok(admin.get("/admin/v1/logs/system?event_type=provider_blacklist"))
                            .path("total")
                            .asInt())
                    .isEqualTo(1));
            JsonNode event = ok(admin.get("/admin/v1/logs/system?level=error")).at("/items/0");
            assertThat(event.path("provider_name").asText()).isEqualTo("u");
            assertThat(event.path("message").asText()).contains("3 failures in a row");

            JsonNode day = ok(admin.get("/admin/v1/stats/daily?cli_type=other")).at("/0");
            assertThat(day.path("provider_id").asText()).isEqualTo("u");
            assertThat(day.path("request_count").asInt()).isEqualTo(3);
            assertThat(day.path("failure_count").asInt()).isEqualTo(3);
            JsonNode all = ok(admin.get("/admin/v1/stats/providers")).at("/0");
            assertThat(all.path("success_rate").decimalValue()).isEqualByComparingTo("0");
            assertThat(admin.get("/admin/v1/stats/daily?start_date=2020-01-01").status())
                    .isEqualTo(422);
            ok(admin.delete("/admin/v1/logs/system"));
            assertThat(ok(admin.get("/admin/v1/logs/system")).path("total").asInt())
                    .isZero();
        }
    }
}
