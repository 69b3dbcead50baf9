package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agents and SDKs of today send is taken by upstreams of every other protocol. */
class RecordedClientsReachEveryUpstreamTest {

    static List<Arguments> recordings() throws IOException {
        List<Arguments> out = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/clients"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                JsonNode recorded = Json.parse(Files.readAllBytes(file));
                Protocol client = client(recorded.path("path").asText());
                for (Protocol upstream : Protocol.values()) {
                    if (upstream != client) {
                        out.add(Arguments.of(file.getFileName().toString(), client, upstream, recorded));
                    }
                }
            }
        }
        return out;
    }

    private static Protocol client(String path) {
        if (path.contains("/messages")) {
            return Protocol.ANTHROPIC;
        }
        if (path.contains("/chat/completions")) {
            return Protocol.CHAT;
        }
        return path.contains("/responses") ? Protocol.RESPONSES : Protocol.GEMINI;
    }

    private static String model(Protocol upstream) {
        return switch (upstream) {
            case ANTHROPIC -> "claude-opus-5-5";
            case CHAT, RESPONSES -> "gpt-5.4";
            case GEMINI -> "gemini-3-pro";
        };
    }

    @ParameterizedTest(name = "{0} to {2}")
    @MethodSource("recordings")
    void isTaken(String name, Protocol client, Protocol upstream, JsonNode recorded) {
        Reading<TranslatedRequest> reading = Translations.translate(
                client,
                upstream,
                model(upstream),
                Json.text(recorded.path("body")),
                recorded.path("path").asText());
        assertThat(reading).as("%s", reading).isInstanceOf(Reading.Done.class);
        TranslatedRequest request = ((Reading.Done<TranslatedRequest>) reading).value();
        String sent = Json.text(Json.parse(request.body()));
        assertThat(sent).doesNotContain("x-anthropic-billing-header");
        if (upstream != Protocol.ANTHROPIC) {
            assertThat(sent).doesNotContain("cache_control", "context_management");
        }
    }
}
