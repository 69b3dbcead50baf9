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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantsArePutInOrderTest {
    private static final String PATH = "/admin/v1/tenants";
    private static final String FILE = """
        {
          "tenants": [
            // the first
            {
              "id": "ada",
              "name": "Ada",
              "key": "plain-key-of-ada-0123456789", // to be replaced
              "allowedModels": ["*"],
              "limits": { "daily": { "maxUSD": 5 } }
            }
          ]
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
        gateway.edit("tenants.json", text -> FILE);
        admin = AdminClient.of(gateway);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    private String text() throws IOException {
        return Files.readString(gateway.configFolder().resolve("tenants.json"));
    }

    private int asks(String key) throws IOException {
        return RawClient.ask(
                        gateway,
                        RawClient.post("/v1/messages", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]}")
                                .replace(TestGateway.KEY, key))
                .status();
    }

    @Test
    void aNewOneGetsAKeyThatIsShownOnceAndWorks() throws IOException {
        Reply reply =
                admin.post(PATH, "{\"id\": \"bob\", \"name\": \"Bob\", \"allowed_models\": [\"*sonnet*\", \"m\"]}");

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(201);
        String key = reply.json().path("key").asText();
        assertThat(key).startsWith("sk-ccg-").hasSize(50);
        assertThat(asks(key)).isEqualTo(200);
        assertThat(text()).doesNotContain(key).contains("sha256:");
        assertThat(text()).isEqualTo("""
            {
              "tenants": [
                // the first
                {
                  "id": "ada",
                  "name": "Ada",
                  "key": "plain-key-of-ada-0123456789", // to be replaced
                  "allowedModels": ["*"],
                  "limits": { "daily": { "maxUSD": 5 } }
                },
                {
                  "id": "bob",
                  "name": "Bob",
                  "keys": [
                    "%s"
                  ],
                  "allowedModels": ["*sonnet*", "m"]
                }
              ]
            }
            """.formatted(hash(key)));
        Reply shown = admin.get(PATH + "/bob");
        assertThat(shown.raw().text()).doesNotContain(key).doesNotContain(hash(key));
        assertThat(shown.json().path("keys").path(0).path("id").asText())
                .isEqualTo(reply.json().path("key_id").asText());
        assertThat(admin.post(PATH, "{\"id\": \"bob\"}").status()).isEqualTo(409);
        assertThat(admin.post(PATH, "{\"id\": \"../etc\"}").json().path("field").asText())
                .contains("/id");
    }

    private static String hash(String key) {
        return io.ccgate.config.secret.KeyForm.hash(key);
    }

    @Test
    void rotatingLetsTheOldKeyWorkForAWhile() throws IOException {
        Reply reply = admin.post(PATH + "/ada/rotate", "{\"overlap_seconds\": 3600}");
        String key = reply.json().path("key").asText();

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(201);
        assertThat(asks(key)).isEqualTo(200);
        assertThat(asks("plain-key-of-ada-0123456789")).isEqualTo(200);
        assertThat(admin.get(PATH + "/ada")
                        .json()
                        .path("keys")
                        .path(0)
                        .path("until")
                        .asText())
                .isEqualTo(reply.json().path("old_keys_until").asText());

        Reply now = admin.post(PATH + "/ada/rotate", "{\"overlap_seconds\": 0}");

        assertThat(asks(now.json().path("key").asText())).isEqualTo(200);
        assertThat(asks(key)).isEqualTo(401);
        assertThat(text()).contains("// the first");
    }

    @Test
    void aKeyIsAddedAndTakenAway() throws IOException {
        String id =
                admin.get(PATH + "/ada").json().path("keys").path(0).path("id").asText();
        assertThat(admin.delete(PATH + "/ada/keys/" + id).status()).isEqualTo(409);
        assertThat(admin.post(PATH + "/ada/keys", "").status()).isEqualTo(201);
        assertThat(admin.delete(PATH + "/ada/keys/" + id).status()).isEqualTo(200);
        assertThat(asks("plain-key-of-ada-0123456789")).isEqualTo(401);
        assertThat(admin.delete(PATH + "/ada/keys/" + id).status()).isEqualTo(404);
        assertThat(text()).doesNotContain("plain-key-of-ada");
    }

    @Test
    void limitsChangeAndAreShownWithWhatIsUsed() throws IOException {
        Reply reply = admin.put(PATH + "/ada/limits", "{\"daily\": {\"maxUSD\": 7.5}, \"maxConcurrent\": 3}");

        assertThat(reply.status()).as(reply.raw().text()).isEqualTo(200);
        assertThat(text())
                .isEqualTo(FILE.replace(
                        "{ \"daily\": { \"maxUSD\": 5 } }",
                        "{ \"daily\": { \"maxUSD\": 7.5 }, \"maxConcurrent\": 3 }"));
        assertThat(reply.json().path("limits").path(0).path("limit").asDouble()).isEqualTo(7.5);
        assertThat(reply.json().path("limits").path(0).path("used").asDouble()).isZero();
        assertThat(admin.put(PATH + "/ada/limits", "{\"daily\": {\"maxUSD\": -1}}")
                        .status())
                .isEqualTo(422);
        assertThat(admin.put(PATH + "/ada/limits", "{\"dayly\": {}}")
                        .json()
                        .path("remedy")
                        .asText())
                .contains("daily");
    }

    @Test
    void everyLimitSaysHowFarItIs() throws IOException {
        admin.put(PATH + "/ada/limits", """
            {"fiveHour": {"maxRequests": 4}, "requestsPerMinute": 9, "maxConcurrent": 3,
             "models": {"*opus*": {"weekly": {"maxTokens": 1000}}}}\
            """);
        asks("plain-key-of-ada-0123456789");

        JsonNode ada = admin.get(PATH + "/ada").json();

        assertThat(ada.path("limits").findValuesAsText("name"))
                .containsExactlyInAnyOrder("fiveHour.maxRequests", "daily.maxUSD", "models.*opus*.weekly.maxTokens");
        JsonNode rolling = limit(ada, "fiveHour.maxRequests");
        assertThat(rolling.path("used").asInt()).isEqualTo(1);
        assertThat(rolling.path("remaining").asInt()).isEqualTo(3);
        assertThat(rolling.has("reset_at")).isTrue();
        assertThat(limit(ada, "models.*opus*.weekly.maxTokens").path("models").asText())
                .isEqualTo("*opus*");
        assertThat(ada.at("/rates/requests_per_minute/remaining").asInt()).isEqualTo(8);
        assertThat(ada.at("/rates/max_concurrent/limit").asInt()).isEqualTo(3);
        assertThat(ada.path("rates").has("tokens_per_minute")).isFalse();

        admin.put(PATH + "/ada/raise", "{\"until\": \"2999-01-01T00:00:00Z\", \"daily\": {\"maxUSD\": 50}}");

        assertThat(limit(admin.get(PATH + "/ada").json(), "daily.maxUSD")
                        .path("limit")
                        .asInt())
                .isEqualTo(50);
        AdminClient own = AdminClient.of(gateway).as("Authorization: Bearer plain-key-of-ada-0123456789");
        JsonNode overview = own.get("/admin/v1/overview").json();
        assertThat(limit(overview, "fiveHour.maxRequests").path("remaining").asInt())
                .isEqualTo(3);
        assertThat(overview.at("/rates/requests_per_minute/limit").asInt()).isEqualTo(9);
    }

    private static JsonNode limit(JsonNode shown, String name) {
        for (JsonNode limit : shown.path("limits")) {
            if (limit.path("name").asText().equals(name)) {
                return limit;
            }
        }
        throw new AssertionError(name + " is missing in " + shown);
    }

    @Test
    void oneIsChangedAndRemoved() throws IOException {
        String seen = admin.get(PATH + "/ada").etag();
        assertThat(admin.put(PATH + "/ada", "{\"enabled\": false, \"name\": \"Ada L.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(asks("plain-key-of-ada-0123456789")).isEqualTo(403);
        assertThat(admin.with("If-Match: \"" + seen + "\"")
                        .delete(PATH + "/ada")
                        .status())
                .isEqualTo(412);
        assertThat(admin.delete(PATH + "/ada").status()).isEqualTo(200);
        assertThat(admin.get(PATH + "/ada").status()).isEqualTo(404);
        assertThat(admin.get(PATH).json()).isEmpty();
    }
}
