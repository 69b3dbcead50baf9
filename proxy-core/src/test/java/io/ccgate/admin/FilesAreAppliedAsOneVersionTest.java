package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAreAppliedAsOneVersionTest {
    private static final String PATH = "/admin/v1/config";
    private static final String UPSTREAMS = """
        {
          // sk-secret-0123456789-abcd was the key once, and still is
          "upstreams": [
            { "id": "a", "url": "https://a.example.com", "key": "sk-secret-0123456789-abcd" }
          ],
          "loadBalancer": { "healthCheckEnabled": false }
        }
        """;

    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient admin;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .start();
        gateway.edit("upstreams.json", text -> UPSTREAMS);
        admin = AdminClient.of(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    private String text(String name) throws IOException {
        return Files.readString(gateway.configFolder().resolve(name));
    }

    private static String files(String... namesAndTexts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode files = body.putObject("files");
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return body.toString();
    }

    private static String shown(Reply reply, String name) {
        for (JsonNode file : reply.json().path("files")) {
            if (file.path("name").asText().equals(name)) {
                return file.path("text").asText();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void whatIsShownHoldsNoSecretAndComesBackWhole() throws IOException {
        Reply reply = admin.get(PATH);
        assertThat(reply.raw().text()).doesNotContain("sk-secret").doesNotContain("test-password");
        String masked = shown(reply, "upstreams.json");
        assertThat(masked).isEqualTo(UPSTREAMS.replace("sk-secret-0123456789-abcd", "***abcd"));

        Reply applied = admin.with("If-Match: \"" + reply.etag() + "\"")
                .put(PATH, files("upstreams.json", masked.replace("https://a.", "https://b.")));

        assertThat(applied.status()).as(applied.raw().text()).isEqualTo(200);
        assertThat(text("upstreams.json"))
                .isEqualTo(UPSTREAMS
                        .replace("https://a.", "https://b.")
                        .replace("// sk-secret-0123456789-abcd", "// ***abcd"));
        assertThat(admin.get(PATH).etag()).isEqualTo(applied.etag());
    }

    @Test
    void allFilesOrNone() throws IOException {
        String before = text("upstreams.json");
        Reply refused = admin.with("If-Match: *")
                .put(
                        PATH,
                        files(
                                "upstreams.json",
                                UPSTREAMS.replace("https://a.", "https://c."),
                                "tenants.json",
                                "{\"tenants\": [{}]}"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("findings").path(0).path("file").asText())
                .isEqualTo("tenants.json");
        assertThat(text("upstreams.json")).isEqualTo(before);
        assertThat(admin.put(PATH, files("upstreams.json", UPSTREAMS)).status()).isEqualTo(428);
        assertThat(admin.with("If-Match: \"old\"")
                        .put(PATH, files("upstreams.json", UPSTREAMS))
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("If-Match: *").put(PATH, files("../x.json", "{}")).status())
                .isEqualTo(422);
        assertThat(admin.with("If-Match: *")
                        .put(PATH, files("upstreams.json", UPSTREAMS.replace("sk-secret-0123456789-abcd", "***zzzz")))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post(PATH + "/validate", "{}").status()).isEqualTo(422);
    }

    @Test
    void aDiffTellsTheEffectAndWritesNothing() throws IOException {
        Reply same = admin.post(
                PATH + "/diff",
                files(
                        "upstreams.json",
                        UPSTREAMS.replace("\"id\": \"a\",", "\"id\": \"a\", \"weight\": 100, \"enabled\": true,")));
        assertThat(same.json().path("valid").asBoolean()).isTrue();
        assertThat(same.json().path("changes")).isEmpty();

        Reply differs = admin.post(PATH + "/diff", """
            {"edits": [{"file": "upstreams", "op": "set", "pointer": "/upstreams/0/timeouts/connect", "value": "3s"},
                       {"file": "upstreams", "op": "set", "pointer": "/upstreams/0/key", "value": "sk-new-0123456789-qrst"}]}\
            """);
        assertThat(differs.json().path("changes").toString())
                .contains("upstreams[a].timeouts.connect", "\"3s\"", "***abcd", "***qrst")
                .doesNotContain("sk-new");
        assertThat(text("upstreams.json")).isEqualTo(UPSTREAMS);
        assertThat(admin.post(PATH + "/validate", files("upstreams.json", "{"))
                        .json()
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(admin.get(PATH + "/effective").raw().text())
                .doesNotContain("sk-secret")
                .contains("\"nonStream\"");
    }

    @Test
    void versionsAreKeptAndOneCanGoBack() throws IOException {
        admin.put("/admin/v1/providers/a", "{\"weight\": 7}");
        Reply history = admin.get(PATH + "/history");
        JsonNode versions = history.json().path("versions");
        assertThat(versions).hasSize(3);
        assertThat(versions.path(0).path("who").asText()).isEqualTo("admin");
        assertThat(versions.path(0).path("why").asText()).isEqualTo("provider.change a");
        assertThat(versions.path(1).path("who").asText()).isEmpty();
        assertThat(admin.get(PATH + "/history/2").raw().text())
                .doesNotContain("sk-secret")
                .contains("***abcd");

        Reply back = admin.post(PATH + "/rollback", "{\"version\": 2}");

        assertThat(back.status()).as(back.raw().text()).isEqualTo(200);
        assertThat(text("upstreams.json")).isEqualTo(UPSTREAMS);
        assertThat(admin.post(PATH + "/rollback", "{\"version\": 99}").status()).isEqualTo(404);
        assertThat(admin.get(PATH + "/history/x").status()).isEqualTo(404);
        for (int i = 0; i < 25; i++) {
            admin.put("/admin/v1/providers/a", "{\"weight\": " + (20 + i) + "}");
        }
        assertThat(admin.get(PATH + "/history").json().path("versions")).hasSize(20);
    }

    @Test
    void aFileIsChangedByAMergePatchThatCanBeLookedAtFirst() throws IOException {
        Reply file = admin.get(PATH + "/files/server");
        assertThat(file.json().path("content").path("admin").path("password").asText())
                .startsWith("***");
        String before = text("server.json");
        Reply plan = admin.with("If-Match: \"" + file.etag() + "\"")
                .raw(patch("/admin/v1/config/files/server?dry_run=true", "{\"timeouts\": {\"connect\": \"6s\"}}"));
        assertThat(plan.status()).as(plan.raw().text()).isEqualTo(200);
        assertThat(plan.json().path("changes").toString()).contains("server.timeouts.connect");
        assertThat(plan.json().path("diff").asText()).contains("+").contains("6s");
        assertThat(text("server.json")).isEqualTo(before);

        assertThat(admin.raw(patch("/admin/v1/config/files/server", "{\"timeouts\": {\"connect\": \"6s\"}}"))
                        .status())
                .isEqualTo(200);
        assertThat(text("server.json")).isEqualTo(before.replace("\"connect\": \"5s\"", "\"connect\": \"6s\""));
        assertThat(admin.raw(patch("/admin/v1/config/files/server", "{\"timeouts\": {\"connect\": \"soon\"}}"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.get(PATH + "/files/server/schema")
                        .json()
                        .path("properties")
                        .has("admin"))
                .isTrue();
        assertThat(admin.get(PATH + "/files/passwd").status()).isEqualTo(404);
    }

    private static String patch(String path, String body) {
        return "PATCH " + path + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Basic YWRtaW46dGVzdC1wYXNzd29yZA==\r\n"
                + "If-Match: *\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    @Test
    void pricesChangeWithoutLosingTheShippedTable() throws IOException {
        Files.delete(gateway.configFolder().resolve("pricing.json"));
        gateway.edit("tenants.json", text -> text + "\n");
        Reply shipped = admin.get("/admin/v1/prices");
        assertThat(shipped.json().path("shipped").asBoolean()).isTrue();
        int known = shipped.json().path("prices").size();
        assertThat(known).isPositive();

        Reply reply = admin.put("/admin/v1/prices/my-*", "{\"input\": 1.5, \"output\": 3}");

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        assertThat(reply.json().path("prices")).hasSize(known + 1);
        assertThat(text("pricing.json")).contains("//");
        assertThat(admin.put("/admin/v1/prices/x", "{\"input\": -1}").status()).isEqualTo(422);
        assertThat(admin.delete("/admin/v1/prices/my-*").status()).isEqualTo(200);
        assertThat(admin.delete("/admin/v1/prices/my-*").status()).isEqualTo(404);
    }

    @Test
    void theAuditCanBeAsked() throws IOException {
        admin.put("/admin/v1/providers/a", "{\"weight\": 7}");
        admin.post("/admin/v1/tenants", "{\"id\": \"new\"}");
        JsonNode all = admin.get("/admin/v1/audit").json();
        assertThat(all).hasSize(2);
        assertThat(all.path(0).path("action").asText()).isEqualTo("tenant.add");
        assertThat(admin.get("/admin/v1/audit?action=provider&limit=5").json()).hasSize(1);
        assertThat(admin.get("/admin/v1/audit?limit=0").status()).isEqualTo(422);
    }
}
