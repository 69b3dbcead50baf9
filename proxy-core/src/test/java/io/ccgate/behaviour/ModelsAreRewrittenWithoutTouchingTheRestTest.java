package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenant's names, then the upstream's; every other byte of the body stays. */
@ExtendWith(LeakCheck.class)
class ModelsAreRewrittenWithoutTouchingTheRestTest {
    @TempDir
    Path folder;

    private TestGateway gateway(RawUpstream upstream, String protocol) throws Exception {
        return TestGateway.in(folder)
                .upstream("u", upstream.url(), protocol, ", \"models\": {\"real-*\": \"vendor/large v1\"}")
                .tenant("\"allowedModels\": [\"alias\", \"real-*\"], \"models\": {\"alias\": \"real-1\"}")
                .start();
    }

    @Test
    void inTheBody() throws Exception {
        String body =
                " {\"z\":{\"model\":\"alias\"},\n \"model\" :\t\"alias\" , \"messages\":[{\"content\":\"\\u00e4 ä \\\"model\\\"\"}]}\n";
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = gateway(upstream, "anthropic")) {
            RawClient.ask(gateway, RawClient.post("/v1/messages", body));

            assertThat(upstream.request().text())
                    .isEqualTo(body.replace("\"model\" :\t\"alias\"", "\"model\" :\t\"vendor/large v1\""));
            JsonNode record = Records.one(gateway);
            assertThat(record.get("model").asText()).isEqualTo("alias");
            assertThat(record.get("upstreamModel").asText()).isEqualTo("vendor/large v1");
        }
    }

    @Test
    void inGeminisPath() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = gateway(upstream, "gemini")) {
            RawClient.ask(
                    gateway, RawClient.post("/v1beta/models/alias:streamGenerateContent?alt=sse", "{\"contents\":[]}"));

            assertThat(upstream.request().line())
                    .isEqualTo("POST /v1beta/models/vendor%2Flarge%20v1:streamGenerateContent?alt=sse HTTP/1.1");
            assertThat(upstream.request().text()).isEqualTo("{\"contents\":[]}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"alias\",\"model\":\"forbidden\"}",
                "{\"model\":\"alias\",\"mod\\u0065l\":\"forbidden\"}",
                "{\"model\":7}",
                "{\"model\":\"alias\"",
                "{\"model\":\"alias\"}{}",
                "[]",
                "model=alias",
                "",
            })
    void whatCouldBeReadInTwoWaysOrNoneIs400(String body) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = gateway(upstream, "anthropic")) {
            RawClient.Answer answer = RawClient.ask(gateway, RawClient.post("/v1/messages", body));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("invalid_request_error");
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @Test
    void aModelInDisguiseIsStillForbidden() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(json(200, "{}"));
                TestGateway gateway = gateway(upstream, "anthropic")) {
            assertThat(RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"mod\\u0065l\":\"forb\\u0069dden\"}"))
                            .status())
                    .isEqualTo(403);
            assertThat(RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"mod\\u0065l\":\"al\\u0069as\"}"))
                            .status())
                    .isEqualTo(200);
            assertThat(upstream.request().text()).isEqualTo("{\"mod\\u0065l\":\"vendor/large v1\"}");
        }
    }
}
