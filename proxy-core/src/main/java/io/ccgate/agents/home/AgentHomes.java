package io.ccgate.agents.home;

import io.ccgate.agents.text.KeyPath;
import io.ccgate.config.model.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of the agents of one user: under the home folder, on every system alike, unless a variable of the agent's own says
 * otherwise ({@code CLAUDE_CONFIG_DIR}, {@code CODEX_HOME}, {@code GEMINI_CLI_HOME}).
 *
 * @param home the user's home folder
 * @param environment value of a variable, null when it is not set
 * @param project present when the files of one project are meant
 */
public record AgentHomes(Path home, Function<String, @Nullable String> environment, Optional<Path> project) {
    /** The agents that have settings, in the order in which they are told. */
    public static final List<Agent> AGENTS = List.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI);

    private static final String SETTINGS = "settings.json";
    private static final String MCP = "mcpServers";

    /** The home folder as the agents find it: by the variable of the system first, which Java itself does not look at. */
    public static Path userHome(Function<String, @Nullable String> environment) {
        String property = System.getProperty("user.home");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        String variable = environment.apply(windows ? "USERPROFILE" : "HOME");
        return Path.of(variable == null || variable.isBlank() ? property : variable);
    }

    /** Where what was written is remembered, and copies of what stood there before. */
    public Path books() {
        return home.resolve(".ccgate").resolve("agents");
    }

    public AgentFiles of(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> claudeCode();
            case CODEX -> codex();
            case GEMINI -> gemini();
            case OTHER -> throw new IllegalArgumentException("other applications have no settings that we know");
        };
    }

    private AgentFiles claudeCode() {
        Optional<Path> set = folder("CLAUDE_CONFIG_DIR");
        Path folder = set.orElse(home.resolve(".claude"));
        Path state = set.orElse(home).resolve(".claude.json");
        List<Path> signs = List.of(folder, state);
        if (project.isPresent()) {
            // The local scope: private to the user, as the key is, and asked for no approval.
            Path root = project.get();
            Path local = root.resolve(".claude").resolve("settings.local.json");
            KeyPath servers = KeyPath.of("projects", root.toString(), MCP);
            return files(Agent.CLAUDE_CODE, signs, local, local, state, servers, root.resolve("CLAUDE.md"));
        }
        Path settings = folder.resolve(SETTINGS);
        return files(Agent.CLAUDE_CODE, signs, settings, settings, state, KeyPath.of(MCP), folder.resolve("CLAUDE.md"));
    }

    private AgentFiles codex() {
        Path user = folder("CODEX_HOME").orElse(home.resolve(".codex"));
        Path folder = project.map(root -> root.resolve(".codex")).orElse(user);
        Path prompts = project.orElse(user);
        // A file of this name wins over the usual one.
        Path override = prompts.resolve("AGENTS.override.md");
        Path prompt = Files.exists(override) ? override : prompts.resolve("AGENTS.md");
        Path config = folder.resolve("config.toml");
        return files(Agent.CODEX, List.of(user), config, config, config, KeyPath.of("mcp_servers"), prompt);
    }

    private AgentFiles gemini() {
        Path user = folder("GEMINI_CLI_HOME").orElse(home).resolve(".gemini");
        Path folder = project.map(root -> root.resolve(".gemini")).orElse(user);
        Path settings = folder.resolve(SETTINGS);
        Path prompt = project.orElse(user).resolve("GEMINI.md");
        return files(Agent.GEMINI, List.of(user), settings, folder.resolve(".env"), settings, KeyPath.of(MCP), prompt);
    }

    private AgentFiles files(
            Agent agent, List<Path> signs, Path settings, Path variables, Path mcp, KeyPath mcpKey, Path prompt) {
        String scope = agent.id() + project.map(root -> " " + root).orElse("");
        return new AgentFiles(agent, scope, signs, settings, variables, mcp, mcpKey, prompt);
    }

    private Optional<Path> folder(String variable) {
        String value = environment.apply(variable);
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(home.getFileSystem().getPath(value));
    }
}
