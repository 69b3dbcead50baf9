package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code language: zh} whatever the gateway itself says is Chinese, in each protocol; what an upstream says is its own. */
@ExtendWith(LeakCheck.class)
class RefusalsAreInTheConfiguredLanguageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHINESE = "(?s).*\\p{IsHan}{4}.*";
    private static final String ANY = "\"allowedModels\": [\"*\"]";

    @TempDir
    Path folder;

    private TestGateway gateway(RawUpstream upstream, Dialect dialect) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), dialect.protocol(), "")
                .server("\"timeout\": 30000, \"maxBodySize\": 2000, \"language\": \"zh\"")
                .start();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void everyRefusal(Dialect dialect) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(RawUpstream.Connection::read);
                TestGateway gateway = gateway(upstream, dialect)) {
            String ask = dialect.ask();
            inChinese(gateway, ask.replace(TestGateway.KEY, "wrong"), 401, "invalid_key");
            inChinese(
                    gateway,
                    ask.replaceAll("(?i)\r\n(x-api-key|authorization|x-goog-api-key):[^\r]*", ""),
                    401,
                    "missing_auth");
            inChinese(
                    gateway, ask.replaceAll("(?i)content-length: \\d+", "Content-Length: 9999"), 413, "body_too_large");
            inChinese(gateway, ask.replaceAll("(?i)content-length: \\d+", "Content-Length: 2"), 400, "malformed_body");
            inChinese(gateway, ask, 502, "upstream_cut");

            tenant(gateway, "\"enabled\": false, " + ANY);
            inChinese(gateway, ask, 403, "tenant_disabled");
            tenant(gateway, "\"expiresAt\": \"2020-01-01T00:00:00Z\", " + ANY);
            inChinese(gateway, ask, 403, "tenant_expired");
            tenant(gateway, "\"allowedIPs\": [\"10.0.0.0/8\"], " + ANY);
            inChinese(gateway, ask, 403, "ip_not_allowed");
            tenant(gateway, "\"allowedModels\": [\"nothing-*\"]");
            inChinese(gateway, ask, 403, "model_not_allowed");
            tenant(gateway, "\"allowedModels\": []");
            inChinese(gateway, ask, 403, "no_model_config");
            tenant(gateway, "\"limits\": {\"total\": {\"maxTokens\": 1}}, " + ANY);
            inChinese(gateway, ask, 429, "limit_exceeded");
            tenant(gateway, ANY);
            gateway.edit("upstreams.json", text -> text.replace("\"protocol\"", "\"enabled\": false, \"protocol\""));
            inChinese(gateway, ask, 404, "no_upstream_none_enabled");
        }
    }

    private static void tenant(TestGateway gateway, String keys) {
        gateway.edit(
                "tenants.json",
                text -> "{\"tenants\": [{\"id\": \"t\", \"name\": \"Tess\", \"key\": \"" + TestGateway.KEY + "\", "
                        + keys + "}]}");
    }

    private static void inChinese(TestGateway gateway, String ask, int status, String code) throws Exception {
        RawClient.Answer answer = RawClient.ask(gateway, ask);
        assertThat(answer.status()).as(code).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.text()).path("error");
        assertThat(error.path("message").asText()).as(code).matches(CHINESE);
        assertThat(error.toString()).contains(code);
    }

    @Test
    void anUpstreamsOwnWordsPassUntouched() throws Exception {
        String said = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: too"
                + " large\"}}";
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(400, said));
                TestGateway gateway = gateway(upstream, Dialect.ANTHROPIC)) {
            assertThat(RawClient.ask(gateway, Dialect.ANTHROPIC.ask()).text()).isEqualTo(said);
        }
    }

    @Test
    void aReloadChangesTheLanguage() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving();
                TestGateway gateway = gateway(upstream, Dialect.CHAT)) {
            String ask = Dialect.CHAT.ask().replace(TestGateway.KEY, "wrong");
            inChinese(gateway, ask, 401, "invalid_key");
            gateway.edit("server.json", text -> text.replace("\"zh\"", "\"en\""));
            assertThat(RawClient.ask(gateway, ask).text()).contains("The key is not known here");
        }
    }
}
