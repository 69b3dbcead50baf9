package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.home.AgentFiles;
import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.text.PromptSettings;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that should stand in the files of one agent.
 *
 * @param problems what cannot be written, and why
 */
public record Wishes(List<Wish> list, List<String> problems) {
    /** The name of our entry among Codex' providers. */
    public static final String PROVIDER = "ccgate";

    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    /** No wish at all: whatever we wrote goes. */
    public static Wishes none() {
        return new Wishes(List.of(), List.of());
    }

    /** @param environment for references in settings, which no agent expands itself */
    public static Wishes of(Profile profile, AgentFiles files, Function<String, @Nullable String> environment) {
        Wishes wishes = new Wishes(new ArrayList<>(), new ArrayList<>());
        Agent agent = files.agent();
        profile.endpoint().ifPresent(endpoint -> wishes.endpoint(endpoint, files));
        String settings = profile.settings().get(agent);
        if (settings != null) {
            wishes.settings(files.settings(), KeyPath.ROOT, Variables.resolve(Trees.parse(settings), environment));
        }
        profile.servers().stream()
                .filter(server -> server.agents().contains(agent))
                .forEach(server -> wishes.server(server, files));
        Optional.ofNullable(profile.prompts().get(agent)).ifPresent(prompt -> wishes.prompt(prompt, files));
        return wishes;
    }

    private void endpoint(Profile.Endpoint endpoint, AgentFiles files) {
        Path file = files.variables();
        switch (files.agent()) {
            case CLAUDE_CODE -> {
                add(file, KeyPath.of("env", "ANTHROPIC_BASE_URL"), endpoint.url() + "/anthropic", false);
                add(file, KeyPath.of("env", "ANTHROPIC_AUTH_TOKEN"), endpoint.key(), true);
            }
            case CODEX -> {
                if (files.isOfProject()) {
                    problems.add("Codex takes its provider from the user's own configuration only; enable it without"
                            + " --project");
                    return;
                }
                add(file, KeyPath.of("model_provider"), PROVIDER, false);
                ObjectNode provider = MAKE.objectNode();
                provider.put("name", "CCGate");
                provider.put("base_url", endpoint.url() + "/openai/v1");
                provider.put("wire_api", "responses");
                provider.put("requires_openai_auth", false);
                provider.put("experimental_bearer_token", endpoint.key());
                list.add(new Wish(Part.ENDPOINT, file, KeyPath.of("model_providers", PROVIDER), provider, true));
            }
            default -> {
                add(file, KeyPath.of("GEMINI_API_KEY"), endpoint.key(), true);
                add(file, KeyPath.of("GOOGLE_GEMINI_BASE_URL"), endpoint.url() + "/gemini", false);
                // Without it a run with a base URL stops at "Invalid auth method selected".
                add(files.settings(), KeyPath.of("security", "auth", "selectedType"), "gemini-api-key", false);
            }
        }
    }

    private void add(Path file, KeyPath path, String value, boolean secret) {
        list.add(new Wish(Part.ENDPOINT, file, path, MAKE.textNode(value), secret));
    }

    /** Objects are merged key by key, everything else is one value. What the endpoint needs goes first. */
    private void settings(Path file, KeyPath path, JsonNode value) {
        if (value instanceof ObjectNode object && (!object.isEmpty() || path.length() == 0)) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                settings(file, path.child(member.getKey()), member.getValue());
            }
            return;
        }
        Optional<String> unset = Variables.firstIn(value);
        boolean taken = list.stream()
                .anyMatch(wish ->
                        wish.file().equals(file) && (wish.path().startsWith(path) || path.startsWith(wish.path())));
        if (unset.isPresent()) {
            problems.add("setting " + path + ": " + unset.get() + " is not set here; set the variable, then try again");
        } else if (!taken && !value.isNull()) {
            list.add(new Wish(Part.SETTINGS, file, path, value, false));
        }
    }

    private void server(Profile.Server server, AgentFiles files) {
        try {
            JsonNode entry = McpDialect.write(files.agent(), server.definition());
            list.add(new Wish(Part.MCP, files.mcp(), files.mcpKey().child(server.name()), entry, true));
        } catch (WishProblem problem) {
            problems.add("MCP server \"" + server.name() + "\": " + problem.problem());
        }
    }

    private void prompt(Profile.Prompt prompt, AgentFiles files) {
        String content = prompt.content().stripTrailing();
        KeyPath path = prompt.replace()
                ? PromptSettings.FILE
                : PromptSettings.block(files.agent().id());
        JsonNode value = MAKE.textNode(prompt.replace() ? content + "\n" : content);
        list.add(new Wish(Part.PROMPT, files.prompt(), path, value, false));
    }
}
