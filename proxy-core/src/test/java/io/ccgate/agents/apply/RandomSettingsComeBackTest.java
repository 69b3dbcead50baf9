package io.ccgate.agents.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.text.PromptSettings;
import io.ccgate.agents.text.SettingsText;
import io.ccgate.agents.text.Trees;
import io.ccgate.agents.wish.Part;
import io.ccgate.agents.wish.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file looks like: writing our values and taking them out again by splicing alone, without the copy that is kept for it, gives
 * back every character; also when somebody else wrote into the file in between, whose part then stays.
 */
class RandomSettingsComeBackTest {
    private static final int FILES = 3000;
    private static final String SERVER =
            "{\"type\":\"stdio\",\"command\":\"npx\",\"args\":[\"-y\",\"x\"],\"env\":{\"A\":\"b\"}}";

    private static Wish wish(Part part, String json, String... path) {
        return new Wish(part, Path.of("x"), KeyPath.of(path), Trees.parse(json), false);
    }

    private static final List<Wish> JSON = List.of(
            wish(Part.ENDPOINT, "\"http://gw/anthropic\"", "env", "ANTHROPIC_BASE_URL"),
            wish(Part.ENDPOINT, "\"sk-1\"", "env", "ANTHROPIC_AUTH_TOKEN"),
            wish(Part.SETTINGS, "false", "includeCoAuthoredBy"),
            wish(Part.SETTINGS, "[\"a\"]", "permissions", "allow"),
            wish(Part.MCP, SERVER, "mcpServers", "docs"),
            wish(Part.MCP, SERVER, "mcpServers", "more"));

    private static final List<Wish> TOML = List.of(
            wish(Part.ENDPOINT, "\"ccgate\"", "model_provider"),
            wish(Part.ENDPOINT, "{\"name\":\"x\",\"base_url\":\"http://gw/openai/v1\"}", "model_providers", "ccgate"),
            wish(Part.SETTINGS, "\"high\"", "model_reasoning_effort"),
            wish(Part.SETTINGS, "true", "tui", "notifications"),
            wish(Part.MCP, SERVER, "mcp_servers", "docs"),
            wish(Part.MCP, SERVER, "mcp_servers", "more"));

    private static final List<Wish> ENV = List.of(
            wish(Part.ENDPOINT, "\"sk-1\"", "GEMINI_API_KEY"),
            wish(Part.ENDPOINT, "\"http://gw\"", "GOOGLE_GEMINI_BASE_URL"));

    private static final List<Wish> PROMPT = List.of(new Wish(
            Part.PROMPT,
            Path.of("x"),
            PromptSettings.block("codex"),
            Trees.parse("\"Be brief.\\nTest first.\""),
            false));

    /** Makes a text out of a seed. */
    private interface Maker {
        String make(RandomText random, boolean known);
    }

    private static void comesBack(String name, Maker maker, List<Wish> wishes) throws Exception {
        for (int seed = 0; seed < FILES; seed++) {
            String original = maker.make(new RandomText(seed), seed % 3 == 0);
            String why = name + ", seed " + seed + ":\n" + original;
            FileRecord fresh = FileRecord.fresh(true);
            List<Wish> shuffled = new ArrayList<>(wishes);
            Collections.shuffle(shuffled, new Random(seed));
            Merge.Result on = Merge.run(FilePlan.read(name, original), fresh, shuffled, false);
            for (Wish wish : wishes) {
                KeyPath path = on.record().owned().containsKey(wish.path()) ? wish.path() : PromptSettings.FILE;
                assertThat(FilePlan.read(name, on.text().text()).value(path))
                        .as(why)
                        .isPresent();
            }
            // Some go first, as when a single server is taken away.
            Merge.Result some = Merge.run(on.text(), on.record(), shuffled.subList(0, shuffled.size() / 2), false);
            Merge.Result off = Merge.run(some.text(), some.record(), List.of(), false);
            assertThat(off.text().text()).as(why).isEqualTo(original);
            assertThat(off.record().owned()).as(why).isEmpty();
        }
    }

    @Test
    void json() throws Exception {
        comesBack("settings.json", (random, known) -> known ? random.json("env", "mcpServers") : random.json(), JSON);
    }

    @Test
    void toml() throws Exception {
        comesBack("config.toml", (random, known) -> known ? random.toml("mcp_servers", "tui") : random.toml(), TOML);
    }

    @Test
    void variables() throws Exception {
        comesBack(".env", (random, known) -> random.env(), ENV);
    }

    @Test
    void prompts() throws Exception {
        comesBack("AGENTS.md", (random, known) -> random.markdown(), PROMPT);
    }

    @Test
    void whatOthersWroteMeanwhileStays() throws Exception {
        for (int seed = 0; seed < FILES; seed++) {
            boolean toml = seed % 2 == 0;
            String name = toml ? "config.toml" : "settings.json";
            String original = toml ? new RandomText(seed).toml("mcp_servers") : new RandomText(seed).json("env");
            List<Wish> wishes = toml ? TOML : JSON;
            KeyPath theirs = toml ? KeyPath.of("mcp_servers", "mine") : KeyPath.of("theirs", "deep");
            Merge.Result on = Merge.run(FilePlan.read(name, original), FileRecord.fresh(true), wishes, false);
            SettingsText edited = on.text().set(theirs, Trees.parse(SERVER));
            Merge.Result off = Merge.run(edited, on.record(), List.of(), false);
            assertThat(off.text().tree())
                    .as("seed %s:\n%s", seed, original)
                    .isEqualTo(FilePlan.read(name, original)
                            .set(theirs, Trees.parse(SERVER))
                            .tree());
        }
    }
}
