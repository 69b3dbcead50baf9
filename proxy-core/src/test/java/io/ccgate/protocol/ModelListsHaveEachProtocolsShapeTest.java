package io.ccgate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.config.model.Protocol;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelListsHaveEachProtocolsShapeTest {
    private static final List<String> IDS = List.of("a", "b\"");

    @Test
    void anthropic() throws IOException {
        JsonNode list = read(ModelList.list(Protocol.ANTHROPIC, IDS));

        assertThat(list.at("/data/1/id").asText()).isEqualTo("b\"");
        assertThat(list.at("/data/0/type").asText()).isEqualTo("model");
        assertThat(list.at("/data/0/created_at").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(list.get("first_id").asText()).isEqualTo("a");
        assertThat(list.get("last_id").asText()).isEqualTo("b\"");
        assertThat(list.get("has_more").asBoolean()).isFalse();
        assertThat(read(ModelList.list(Protocol.ANTHROPIC, List.of()))
                        .get("first_id")
                        .isNull())
                .isTrue();
        assertThat(read(ModelList.one(Protocol.ANTHROPIC, "a"))).isEqualTo(list.at("/data/0"));
    }

    @Test
    void openai() throws IOException {
        for (Protocol protocol : List.of(Protocol.CHAT, Protocol.RESPONSES)) {
            JsonNode list = read(ModelList.list(protocol, IDS));
            assertThat(list.get("object").asText()).isEqualTo("list");
            assertThat(list.at("/data/0/id").asText()).isEqualTo("a");
            assertThat(list.at("/data/0/object").asText()).isEqualTo("model");
            assertThat(read(ModelList.one(protocol, "a"))).isEqualTo(list.at("/data/0"));
        }
    }

    @Test
    void gemini() throws IOException {
        JsonNode list = read(ModelList.list(Protocol.GEMINI, IDS));

        assertThat(list.at("/models/0/name").asText()).isEqualTo("models/a");
        assertThat(list.at("/models/0/supportedGenerationMethods/0").asText()).isEqualTo("generateContent");
        assertThat(read(ModelList.one(Protocol.GEMINI, "tunedModels/x"))
                        .get("name")
                        .asText())
                .isEqualTo("tunedModels/x");
    }

    @Test
    void keepAlivesTakeTheFormEachClientSurvives() {
        assertThat(new String(KeepAliveFrame.of(Protocol.ANTHROPIC), UTF_8)).startsWith("event: ping\n");
        assertThat(new String(KeepAliveFrame.of(Protocol.RESPONSES), UTF_8)).startsWith("data: {");
        assertThat(new String(KeepAliveFrame.of(Protocol.CHAT), UTF_8)).startsWith(": ");
        assertThat(KeepAliveFrame.of(Protocol.GEMINI)).isEmpty();
    }

    private static JsonNode read(byte[] json) throws IOException {
        return new ObjectMapper().readTree(json);
    }
}
