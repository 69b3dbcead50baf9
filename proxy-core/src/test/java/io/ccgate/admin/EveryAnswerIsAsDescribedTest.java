package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API against what the gateway really answers. */
class EveryAnswerIsAsDescribedTest {
    /** What stands for each variable, by a part of the path before it. */
    private static final Map<String, String> NAMES = Map.of(
            "/providers/", "u",
            "/tenants/", "t",
            "/files/", "server",
            "/history/", "1",
            "/cli/", "codex");

    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient admin;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{\"data\":[]}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", ", \"models\": {\"a\": \"b\"}")
                .tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxUSD\": 5}}")
                .start();
        admin = AdminClient.of(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @Test
    void whatIsReadLooksAsDescribed() throws IOException {
        RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]}"));
        JsonNode paths = admin.get("/admin/v1/openapi.json").json().path("paths");
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            JsonNode get = path.getValue().path("get");
            JsonNode schema = get.at("/responses/200/content/application~1json/schema");
            String concrete = concrete(path.getKey());
            if (schema.isMissingNode() || concrete.contains("{")) {
                continue;
            }
            Reply reply = admin.get(concrete);
            if (reply.status() == 404 || reply.status() == 503) {
                continue;
            }
            if (reply.status() == 200) {
                Described.compare(concrete, schema, reply.json(), wrong);
            } else {
                wrong.add(concrete + " answers " + reply.status() + ' '
                        + reply.raw().text());
            }
            checked++;
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(20);
    }

    private static String concrete(String template) {
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            int at = template.indexOf(name.getKey() + '{');
            if (at >= 0) {
                int open = at + name.getKey().length();
                return template.substring(0, open)
                        + name.getValue()
                        + template.substring(template.indexOf('}', open) + 1);
            }
        }
        return template;
    }

    @Test
    void changesAnswerAsDescribedAndRefusalsAreProblems() throws IOException {
        JsonNode description = admin.get("/admin/v1/openapi.json").json();
        JsonNode problem = description.at("/components/schemas/Problem");
        List<String> wrong = new ArrayList<>();
        String[][] calls = {
            {
                "POST",
                "/admin/v1/providers",
                "{\"name\":\"n\",\"base_url\":\"http://127.0.0.1:1\",\"api_key\":\"k\"}",
                "200"
            },
            {"PUT", "/admin/v1/providers/{id}", "{\"weight\":3}", "200"},
            {"POST", "/admin/v1/providers/reorder", "{\"ids\":[\"u\"]}", "200"},
            {"POST", "/admin/v1/providers/{id}/reset-failures", "{}", "200"},
            {"POST", "/admin/v1/providers/{id}/unblacklist", "{}", "200"},
            {"POST", "/admin/v1/tenants", "{\"id\":\"z\"}", "201"},
            {"POST", "/admin/v1/tenants/{id}/keys", "{}", "201"},
            {"POST", "/admin/v1/tenants/{id}/rotate", "{}", "201"},
            {"PUT", "/admin/v1/tenants/{id}/limits", "{\"maxConcurrent\":2}", "200"},
            {
                "PUT",
                "/admin/v1/tenants/{id}/raise",
                "{\"until\":\"2999-01-01T00:00:00Z\",\"daily\":{\"maxUSD\":50}}",
                "200"
            },
            {"DELETE", "/admin/v1/tenants/{id}/raise", "", "200"},
            {"PUT", "/admin/v1/settings/timeouts", "{\"stream_idle_timeout\":77}", "200"},
            {"PUT", "/admin/v1/settings/gateway", "{\"debug_log\":true}", "200"},
            {"PUT", "/admin/v1/logs/settings", "{\"mode\":\"off\"}", "200"},
            {"POST", "/admin/v1/config/validate", "{\"edits\":[]}", "200"},
            {"POST", "/admin/v1/config/diff", "{\"edits\":[]}", "200"},
            {"POST", "/admin/v1/config/rollback", "{\"version\":1}", "200"}
        };
        for (String[] call : calls) {
            JsonNode schema = description
                    .path("paths")
                    .path(call[1])
                    .path(call[0].toLowerCase(java.util.Locale.ROOT))
                    .path("responses")
                    .path(call[3])
                    .at("/content/application~1json/schema");
            assertThat(schema.isMissingNode()).as(call[1]).isFalse();
            Reply reply = send(call[0], concrete(call[1]), call[2]);
            if (reply.status() == Integer.parseInt(call[3])) {
                Described.compare(call[0] + ' ' + call[1], schema, reply.json(), wrong);
            } else {
                wrong.add(call[0] + ' ' + call[1] + " answers " + reply.status() + ' '
                        + reply.raw().text());
            }
            if (call[2].length() > 2) {
                Described.compare(
                        call[1] + " refusal",
                        problem,
                        send(call[0], concrete(call[1]), "{").json(),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void settingsGoIntoTheFile() throws IOException {
        assertThat(admin.put("/admin/v1/settings/timeouts", "{\"stream_idle_timeout\": 77}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/admin/v1/settings")
                        .json()
                        .at("/timeouts/stream_idle_timeout")
                        .asInt())
                .isEqualTo(77);
        assertThat(Files.readString(gateway.configFolder().resolve("server.json")))
                .contains("\"timeouts\": {\"connect\": \"5s\", \"streamIdle\": \"77s\"}");
        assertThat(admin.put("/admin/v1/settings/timeouts", "{\"non_stream_timeout\": 0}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.get("/admin/v1/settings/status").json().path("port").asInt())
                .isEqualTo(gateway.port());
    }

    @Test
    void whatTheRequestLogKeepsGoesIntoTheFile() throws IOException {
        assertThat(admin.put("/admin/v1/logs/settings", """
            {"mode": "all", "max_body_size": 2048, "retention_seconds": 3600}\
            """).status()).isEqualTo(200);

        assertThat(admin.get("/admin/v1/logs/settings").json().toString())
                .isEqualTo("{\"debug_log\":true,\"mode\":\"all\",\"max_body_size\":2048,\"retention_seconds\":3600}");
        assertThat(admin.get("/admin/v1/audit?action=settings.request-log").json())
                .hasSize(1);
        for (String wrong : List.of(
                "{\"mode\": \"some\"}", "{\"max_body_size\": -1}", "{\"retention_seconds\": 0}", "{\"other\": 1}")) {
            assertThat(admin.put("/admin/v1/logs/settings", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private Reply send(String method, String path, String body) throws IOException {
        return switch (method) {
            case "POST" -> admin.post(path, body);
            case "PUT" -> admin.put(path, body);
            default -> admin.delete(path);
        };
    }
}
