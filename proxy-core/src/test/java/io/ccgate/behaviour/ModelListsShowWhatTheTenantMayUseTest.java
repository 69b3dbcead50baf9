package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream lists everything its account has; a tenant sees of it what the tenant may use. */
@ExtendWith(LeakCheck.class)
class ModelListsShowWhatTheTenantMayUseTest {
    private static final String ANTHROPIC = """
        {"data":[{"type":"model","id":"claude-opus-5","display_name":"Opus"},
        {"type":"model","id":"claude-haiku-5-5","display_name":"Haiku"}],
        "has_more":true,"first_id":"claude-opus-5","last_id":"claude-haiku-5-5"}\
        """;
    private static final String GEMINI = """
        {"models":[{"name":"models/gemini-2.5-pro"},{"name":"models/gemini-2.5-flash"}],"nextPageToken":"next"}\
        """;
    private static final String OPENAI = """
        {"object":"list","data":[{"id":"gpt-5.5","object":"model"},{"id":"x-ai/grok-4","object":"model"}]}\
        """;

    @TempDir
    Path folder;

    private Answer ask(String protocol, String list, String allowed, String request) throws IOException {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, list));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("one", upstream.url(), protocol, "")
                        .tenant("\"allowedModels\": [" + allowed + "]")
                        .start()) {
            return RawClient.ask(gateway, request);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, /anthropic/v1/models, claude-haiku-5-5, Opus",
        "gemini, /gemini/v1beta/models, gemini-2.5-flash, gemini-2.5-pro",
        "openai-chat, /openai/v1/models, x-ai/grok-4, gpt-5.5",
    })
    void aPatternHidesTheOthers(String protocol, String path, String shown, String hidden) throws IOException {
        String list = protocol.equals("anthropic") ? ANTHROPIC : protocol.equals("gemini") ? GEMINI : OPENAI;
        Answer answer = ask(
                protocol, list, "\"*haiku*\", \"*flash\", \"x-ai/*\"", RawClient.get(path, "accept-encoding: gzip"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(shown).doesNotContain(hidden);
    }

    @Test
    void theMarkOfTheNextPageStaysTheUpstreams() throws IOException {
        Answer answer = ask("anthropic", ANTHROPIC, "\"*opus*\"", RawClient.get("/anthropic/v1/models"));

        assertThat(answer.text()).contains("\"last_id\":\"claude-haiku-5-5\"", "\"has_more\":true");
        assertThat(answer.text()).doesNotContain("Haiku");
    }

    @Test
    void whoMayUseEverythingGetsTheUpstreamsBytes() throws IOException {
        assertThat(ask("anthropic", ANTHROPIC, "\"*\"", RawClient.get("/anthropic/v1/models"))
                        .text())
                .isEqualTo(ANTHROPIC);
    }

    @ParameterizedTest
    @CsvSource({"anthropic, /anthropic/v1/models/claude-opus-5", "openai-chat, /openai/v1/models/gpt-5.5"})
    void aHiddenModelIsNotFoundByItsNameEither(String protocol, String path) throws IOException {
        assertThat(ask(protocol, "{}", "\"*haiku*\"", RawClient.get(path)).status())
                .isEqualTo(404);
    }

    @Test
    void aNameWithASlashIsOneName() throws IOException {
        String get = RawClient.get("/openai/v1/models/x-ai/grok-4");
        assertThat(ask("openai-chat", "{}", "\"x-ai/grok-4\"", get).text()).contains("\"id\":\"x-ai/grok-4\"");
        assertThat(ask("openai-chat", "{}", "\"grok-4\", \"a/b\"", get).status())
                .isEqualTo(404);
    }
}
