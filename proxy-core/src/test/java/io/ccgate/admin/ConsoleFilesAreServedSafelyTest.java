package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.AdminClient.Reply;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesAreServedSafelyTest {
    @TempDir
    Path folder;

    private RawUpstream upstream;
    private TestGateway gateway;
    private AdminClient browser;

    @BeforeEach
    void start() throws IOException {
        upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
        gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .sections(", \"cors\": {\"allowedOrigins\": [\"*\"]}")
                .start();
        browser = AdminClient.stranger(gateway.port());
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard", "/dashboard/", "/usage.html", "/admin"})
    void thePageRunsNothingButItsOwnScripts(String path) throws IOException {
        Reply page = browser.with("Origin: https://other.example").get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("x-frame-options")).hasValue("DENY");
        assertThat(page.header("access-control-allow-origin")).isEmpty();
        assertThat(page.raw().text())
                .contains("<html")
                .doesNotContain("<script>")
                .doesNotContain("style=");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws IOException {
        Reply first = browser.get("/dashboard");
        Reply again = browser.with("If-None-Match: " + first.header("etag").orElseThrow())
                .get("/dashboard");

        assertThat(again.status()).isEqualTo(304);
        assertThat(browser.with("Accept-Encoding: gzip")
                        .get("/dashboard/js/main.js")
                        .header("content-type"))
                .hasValue("text/javascript; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/../application.properties",
                "/dashboard/%2e%2e/x.js",
                "/dashboard//etc/passwd",
                "/dashboard/lib/../../../io/ccgate/Gateway.class",
                "/dashboard/js/../index.html",
                "/dashboard/.hidden.js",
                "/dashboard/nothing.js",
                "/dashboard/io/ccgate/Gateway.class"
            })
    void nothingElseOfTheJarCanBeRead(String path) throws IOException {
        assertThat(browser.get(path).status()).isEqualTo(404);
    }

    @Test
    void onlyReadingIsPossible() throws IOException {
        assertThat(browser.delete("/dashboard").header("allow")).hasValue("GET, HEAD");
        assertThat(browser.post("/dashboard", "x").status()).isEqualTo(413);
    }

    @Test
    void switchedOffThereIsNoConsole() throws IOException {
        gateway.edit("server.json", text -> text.replace("\"username\"", "\"enabled\": false, \"username\""));

        assertThat(browser.get("/dashboard").status()).isEqualTo(404);
        assertThat(AdminClient.of(gateway).get("/admin/v1/overview").status()).isEqualTo(404);
    }
}
