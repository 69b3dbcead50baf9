package io.ccgate.agents.found;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases as SQLite itself wrote them, with small pages, so that rows overflow and tables are trees. */
class OtherProgramsAreReadTest {
    @TempDir
    Path folder;

    private Path database(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            Path path = folder.resolve(name);
            Files.copy(in, path);
            return path;
        }
    }

    @Test
    void ccgGateway() throws Exception {
        Finds finds = OtherPrograms.look(database("ccg_gateway.db"));
        assertThat(finds.servers()).hasSize(62);
        assertThat(finds.servers().get(0).name()).isEqualTo("docs");
        assertThat(finds.servers().get(0).agents()).containsExactlyInAnyOrder(Agent.CLAUDE_CODE, Agent.CODEX);
        assertThat(finds.servers().get(0).definition().toString())
                .isEqualTo("{\"type\":\"http\",\"url\":\"http://d/mcp\"}");
        assertThat(finds.servers().get(0).enabled()).isTrue();
        assertThat(finds.servers().get(1).enabled()).isFalse();
        assertThat(finds.servers().get(61).definition().toString()).isEqualTo("{\"command\":\"c59\"}");
        assertThat(finds.notes()).singleElement().asString().contains("\"broken\"");
        assertThat(finds.prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.content()).isEqualTo("很长的提示。".repeat(300));
            assertThat(prompt.agents()).containsExactly(Agent.GEMINI);
            assertThat(prompt.enabled()).isTrue();
        });
    }

    @Test
    void ccSwitch() throws Exception {
        Finds finds = OtherPrograms.look(database("cc-switch.db"));
        assertThat(finds.servers()).singleElement().satisfies(server -> {
            assertThat(server.name()).isEqualTo("fetch");
            assertThat(server.agents()).containsExactlyInAnyOrder(Agent.CLAUDE_CODE, Agent.GEMINI);
        });
        assertThat(finds.prompts()).extracting(Finds.Prompt::content).containsExactly("Test first.");
    }

    @Test
    void ccSwitchAsItWasBefore() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), """
            {"mcp": {"claude": {"servers": {"a": {"enabled": true, "server": {"command": "x"}}}},
                     "codex": {"servers": {"a": {"enabled": true, "server": {"command": "x"}}}}},
             "prompts": {"gemini": {"prompts": {"p": {"name": "P", "content": "c", "enabled": false}}}}}
            """);
        Finds finds = OtherPrograms.look(file);
        assertThat(finds.servers())
                .singleElement()
                .satisfies(server ->
                        assertThat(server.agents()).containsExactlyInAnyOrder(Agent.CLAUDE_CODE, Agent.CODEX));
        assertThat(finds.prompts())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt.enabled()).isFalse());
    }

    @Test
    void whatIsNoneOfThemIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("x.json"), "{\"a\": 1}");
        assertThatThrownBy(() -> OtherPrograms.look(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("neither");
        Path inUse = database("cc-switch.db");
        Files.write(folder.resolve("cc-switch.db-wal"), new byte[32]);
        assertThatThrownBy(() -> OtherPrograms.look(inUse)).hasMessageContaining("close the program");
        byte[] torn = Files.readAllBytes(database("ccg_gateway.db"));
        Path half = Files.write(folder.resolve("half.db"), java.util.Arrays.copyOf(torn, 1500));
        assertThatThrownBy(() -> OtherPrograms.look(half)).isInstanceOf(IOException.class);
    }
}
