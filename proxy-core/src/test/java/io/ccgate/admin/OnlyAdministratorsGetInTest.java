package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyAdministratorsGetInTest {
    private static final String TOKENS = """
        , "cors": {"allowedOrigins": ["*", "https://friend.example"]}
        """;

    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .sections(TOKENS)
                .start();
        gateway.edit("server.json", text -> text.replace("\"test-password\"", """
            "test-password", "tokens": [
                {"name": "viewer", "token": "viewer-token-0123456789", "role": "read"},
                {"name": "robot", "token": "robot-token-0123456789", "role": "write"}]\
            """));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    private AdminClient stranger() {
        return AdminClient.stranger(gateway.port());
    }

    @Test
    void strangersLearnHowToLogInAndNothingElse() throws IOException {
        Reply reply = stranger().get("/admin/v1/overview");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("content-type")).hasValue("application/problem+json");
        assertThat(reply.header("www-authenticate")).hasValue("Bearer");
        assertThat(reply.json().path("remedy").asText()).contains("/admin/v1/session");
    }

    @Test
    void tokensPasswordsAndKeysAreTold() throws IOException {
        assertThat(stranger().get("/admin/v1/session").json().path("kind").asText())
                .isEqualTo("nobody");
        assertThat(who(stranger().as("Authorization: Bearer robot-token-0123456789")))
                .isEqualTo("admin robot write");
        assertThat(who(stranger().as("Authorization: Bearer viewer-token-0123456789")))
                .isEqualTo("admin viewer read");
        assertThat(who(AdminClient.of(gateway))).isEqualTo("admin admin write");
        assertThat(who(stranger().as("Authorization: Bearer " + TestGateway.KEY)))
                .isEqualTo("tenant t ");
        assertThat(stranger()
                        .as("Authorization: Bearer wrong")
                        .get("/admin/v1/session")
                        .status())
                .isEqualTo(401);
        assertThat(stranger()
                        .as("Authorization: Digest x")
                        .get("/admin/v1/session")
                        .status())
                .isEqualTo(401);
    }

    private static String who(AdminClient client) throws IOException {
        var json = client.get("/admin/v1/session").json();
        return json.path("kind").asText()
                + ' '
                + json.path("name").asText()
                + ' '
                + json.path("role").asText();
    }

    @Test
    void aSessionIsOpenedUsedAndClosed() throws IOException {
        Reply login = stranger().post("/admin/v1/session", """
            {"username": "admin", "password": "test-password"}\
            """);
        assertThat(login.status()).isEqualTo(200);
        String cookie = login.header("set-cookie").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/admin/v1")
                .doesNotContain("Secure");
        AdminClient browser = stranger().as("Cookie: other=1; " + cookie.substring(0, cookie.indexOf(';')));

        assertThat(browser.get("/admin/v1/overview").status()).isEqualTo(200);
        assertThat(browser.get("/admin/v1/session").json().path("csrf_token").asText())
                .isEqualTo(login.json().path("csrf_token").asText())
                .hasSizeGreaterThan(40);

        assertThat(browser.post("/admin/v1/session", "{\"key\": \"" + TestGateway.KEY + "\"}")
                        .status())
                .isEqualTo(200);
        Reply withoutToken = browser.delete("/admin/v1/session");
        assertThat(withoutToken.status()).isEqualTo(403);
        assertThat(withoutToken.json().path("remedy").asText()).contains("csrf_token");
        AdminClient console =
                browser.with("X-CSRF-Token: " + login.json().path("csrf_token").asText());
        assertThat(console.delete("/admin/v1/session").header("set-cookie").orElseThrow())
                .contains("Max-Age=0");
        assertThat(browser.get("/admin/v1/overview").status()).isEqualTo(401);
    }

    /** Only a proxy that is trusted is believed; a page that is opened in the clear would lose the cookie. */
    @Test
    void behindAnEncryptingProxyTheCookieStaysOnEncryptedWays() throws IOException {
        String login = "{\"username\": \"admin\", \"password\": \"test-password\"}";
        AdminClient proxied = stranger().as("X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.7");
        assertThat(proxied.post("/admin/v1/session", login).header("set-cookie").orElseThrow())
                .doesNotContain("Secure");

        gateway.edit(
                "server.json",
                text -> text.replace("\"eventLoops\": 1", "\"eventLoops\": 1, \"trustedProxies\": [\"127.0.0.0/8\"]"));

        String cookie =
                proxied.post("/admin/v1/session", login).header("set-cookie").orElseThrow();
        assertThat(cookie).startsWith("__Secure-ccgate_session=").endsWith("; Secure");
        assertThat(proxied.with("Cookie: " + cookie.substring(0, cookie.indexOf(';')))
                        .get("/admin/v1/overview")
                        .status())
                .isEqualTo(200);
        assertThat(stranger()
                        .as("X-Forwarded-Proto: http")
                        .post("/admin/v1/session", login)
                        .header("set-cookie")
                        .orElseThrow())
                .doesNotContain("Secure");
    }

    @Test
    void anotherPasswordEndsTheSessionsOfTheOldOne() throws IOException {
        Reply login = stranger().post("/admin/v1/session", """
            {"username": "admin", "password": "test-password"}\
            """);
        String cookie = login.header("set-cookie").orElseThrow();
        AdminClient browser = stranger().as("Cookie: " + cookie.substring(0, cookie.indexOf(';')));
        assertThat(browser.get("/admin/v1/overview").status()).isEqualTo(200);

        gateway.edit("server.json", text -> text.replace("test-password", "another-password"));

        assertThat(browser.get("/admin/v1/overview").status()).isEqualTo(401);
    }

    @Test
    void loginsLeaveALineWithoutWhatWasTyped() throws IOException {
        stranger().post("/admin/v1/session", "{\"username\": \"typed-here\", \"password\": \"guessed-word\"}");
        stranger().post("/admin/v1/session", "{\"key\": \"" + TestGateway.KEY + "\"}");

        String refused = refusals(1).get(0);
        assertThat(refused).contains("\"target\":\"administrator\"").contains("\"address\":\"127.0.0.1\"");
        Reply log = AdminClient.of(gateway).get("/admin/v1/audit?action=login");
        assertThat(log.json().findValuesAsText("action")).containsExactlyInAnyOrder("login", "login.refused");
        assertThat(log.json().findValuesAsText("via")).contains("session");
        assertThat(log.raw().text())
                .doesNotContain("typed-here")
                .doesNotContain("guessed-word")
                .doesNotContain(TestGateway.KEY);
    }

    /** Whichever door is tried; who is made to wait leaves no line. */
    @Test
    void refusedTriesLeaveALineWithoutWhatWasTyped() throws IOException {
        stranger().as("Authorization: Bearer guessed-token").get("/admin/v1/overview");
        stranger().as("Authorization: Basic YWRtaW46Z3Vlc3NlZC13b3Jk").get("/health");
        stranger().post("/admin/v1/session", "{\"key\": \"guessed-key\"}");
        for (int i = 0; i < 20; i++) {
            stranger().as("Authorization: Bearer guessed-again").get("/admin/v1/overview");
        }

        List<String> refused = refusals(3);
        assertThat(refused).hasSizeLessThan(6);
        for (String door : List.of("token", "administrator", "tenant")) {
            assertThat(refused).anyMatch(line -> line.contains("\"target\":\"" + door + '"'));
        }
        assertThat(String.join("", refused)).doesNotContain("guessed");
    }

    /** Lines of the audit file, for who guessed has to wait before asking for them. */
    private List<String> refusals(int count) {
        Path file = gateway.dataFolder().resolve("audit/audit.log");
        return await().until(
                        () -> Files.exists(file)
                                ? Files.readAllLines(file).stream()
                                        .filter(line -> line.contains("login.refused"))
                                        .toList()
                                : List.<String>of(),
                        lines -> lines.size() >= count);
    }

    @Test
    void guessersWaitLongerEachTime() throws IOException {
        Reply last = null;
        for (int i = 0; i < 5; i++) {
            last = stranger().post("/admin/v1/session", """
                {"username": "admin", "password": "guess"}\
                """);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("retry-after").orElseThrow())).isPositive();
        assertThat(stranger()
                        .post("/admin/v1/session", "{\"key\": \"" + TestGateway.KEY + "\"}")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void tenantsLogInWithTheirKeyAndSeeOnlyTheirOwn() throws IOException {
        Reply login = stranger().post("/admin/v1/session", "{\"key\": \"" + TestGateway.KEY + "\"}");
        assertThat(login.json().path("kind").asText()).isEqualTo("tenant");
        String cookie = login.header("set-cookie").orElseThrow();
        AdminClient browser = stranger().as("Cookie: " + cookie.substring(0, cookie.indexOf(';')));

        var overview = browser.get("/admin/v1/overview").json();
        assertThat(overview.has("today")).isTrue();
        assertThat(overview.has("upstreams")).isFalse();

        gateway.edit("tenants.json", text -> text.replace(TestGateway.KEY, "another-key-of-this-tenant"));
        assertThat(browser.get("/admin/v1/overview").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: https://friend.example",
                "Origin: null"
            })
    void pagesOfOthersAreRefusedWhateverCorsSays(String header) throws IOException {
        Reply reply = AdminClient.of(gateway).with(header).get("/admin/v1/overview");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.header("access-control-allow-origin")).isEmpty();
        Reply preflight = stranger()
                .raw("OPTIONS /admin/v1/overview HTTP/1.1\r\nHost: gateway\r\n" + header
                        + "\r\nAccess-Control-Request-Method: GET\r\n\r\n");
        assertThat(preflight.header("access-control-allow-origin")).isEmpty();
        assertThat(preflight.header("access-control-allow-methods")).isEmpty();
    }

    /** RFC 9112, section 3.2.2: the host in the request line counts, and the header is not looked at. */
    @Test
    void theHostOfAnAbsoluteTargetIsTheOneAskedFor() throws IOException {
        String rest = "\r\nOrigin: http://console.example\r\n\r\n";

        assertThat(stranger()
                        .raw("GET http://console.example/admin/v1/overview HTTP/1.1\r\nHost: gateway" + rest)
                        .status())
                .isEqualTo(401);
        assertThat(stranger()
                        .raw("GET http://gateway/admin/v1/overview HTTP/1.1\r\nHost: console.example" + rest)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theConsolesOwnRequestsPass() throws IOException {
        AdminClient client = AdminClient.of(gateway);
        assertThat(client.with("Sec-Fetch-Site: same-origin")
                        .get("/admin/v1/overview")
                        .status())
                .isEqualTo(200);
        assertThat(client.with("Origin: http://gateway")
                        .get("/admin/v1/overview")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void hostileRequestsAreAnsweredInWords() throws IOException {
        AdminClient client = stranger();
        String login = "/admin/v1/session";
        assertThat(client.post(login, "{").status()).isEqualTo(400);
        assertThat(client.post(login, "").status()).isEqualTo(400);
        assertThat(client.post(login, "[1]").status()).isEqualTo(422);
        assertThat(client.post(login, "{\"key\": \"a\", \"key\": \"b\"}").status())
                .isEqualTo(400);
        assertThat(client.post(login, "{\"key\": 1}").json().path("field").asText())
                .isEqualTo("/key");
        assertThat(client.post(login, "{\"user\": \"admin\"}")
                        .json()
                        .path("remedy")
                        .asText())
                .contains("username");
        assertThat(client.post(login, "[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(client.post(login, "{\"key\": \"" + "k".repeat(2000) + "\"}").status())
                .isEqualTo(422);
        assertThat(client.post(login, "{\"key\": \"" + "k".repeat(5 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(client.raw("POST " + login + " HTTP/1.1\r\nHost: g\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 2\r\n\r\n{}")
                        .status())
                .isEqualTo(415);
        assertThat(client.get("/admin/v1/nothing").status()).isEqualTo(404);
        assertThat(client.get("/admin/v1/%2e%2e/%00").status()).isEqualTo(404);
        assertThat(client.delete("/admin/v1/overview").header("allow")).hasValue("GET");
    }

    @Test
    void answersAreNeitherKeptNorGuessedAt() throws IOException {
        Reply reply = AdminClient.of(gateway).get("/admin/v1/overview");
        assertThat(reply.header("cache-control")).hasValue("no-store");
        assertThat(reply.header("x-content-type-options")).hasValue("nosniff");
        assertThat(reply.header("content-security-policy").orElseThrow()).contains("default-src 'none'");
    }

    @Test
    void eventsComeUntilTheListenerLeavesAndDoNotHoldUpAStop() throws IOException {
        try (RawClient listener = RawClient.to(gateway)) {
            listener.send("GET /admin/v1/events HTTP/1.1\r\nHost: gateway\r\n"
                    + "Authorization: Bearer viewer-token-0123456789\r\n\r\n");
            assertThat(listener.readHead()).contains("text/event-stream");
            listener.readUntil("event: overview\ndata: {");
            listener.readUntil("event: overview\ndata: {");

            gateway.close();

            assertThat(listener.readAll()).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void aListenerOfItsOwnHidesTheAdministrationFromClients() throws IOException {
        try (TestGateway apart = TestGateway.in(folder.resolve("apart"))
                .upstream("u", upstream.url(), "anthropic", "")
                .server("\"adminListener\": {\"host\": \"127.0.0.1\", \"port\": 0}")
                .start()) {
            int port = apart.gateway().adminAddress().orElseThrow().getPort();
            AdminClient clients = AdminClient.of(apart);
            AdminClient administrators =
                    AdminClient.stranger(port).as("Authorization: Basic YWRtaW46dGVzdC1wYXNzd29yZA==");

            assertThat(clients.get("/admin/v1/overview").status()).isEqualTo(404);
            assertThat(clients.get("/dashboard").status()).isEqualTo(404);
            assertThat(clients.get("/").status()).isEqualTo(404);
            assertThat(administrators.get("/admin/v1/overview").status()).isEqualTo(200);
            assertThat(administrators.get("/v1/models").status()).isEqualTo(404);
            assertThat(administrators.get("/health").status()).isEqualTo(200);
            assertThat(apart.gateway().addresses()).hasSize(1);
        }
    }
}
