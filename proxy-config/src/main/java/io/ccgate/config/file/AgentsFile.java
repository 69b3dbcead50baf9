package io.ccgate.config.file;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.AgentsConfig.McpServer;
import io.ccgate.config.model.AgentsConfig.Profile;
import io.ccgate.config.model.AgentsConfig.Prompt;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Type;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code agents.json}: what is written into the agents' own files. */
public final class AgentsFile {
    private static final Agent[] AGENTS = {Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI};
    private static final Type<List<Agent>> AGENT_LIST = Types.list(Types.choice(AGENTS, Agent::id));
    private static final List<String> ALL = List.of("claude_code", "codex", "gemini");

    private static final Key<Boolean> ENABLED =
            Key.of("enabled", Types.bool(), "Whether it is written at all.").or(true);
    private static final Key<List<Agent>> FOR =
            Key.of("agents", AGENT_LIST, "Agents that get it.").or(ALL);
    private static final Key<String> NAME =
            Key.of("name", Types.nonEmpty(), "Unique name.").required();
    private static final Key<String> DEFINITION = Key.of(
                    "definition",
                    Types.json(),
                    "The server as the agents write it: command, args and env, or type, url and headers.")
            .required();
    private static final Key<String> CONTENT = Key.of("content", Types.text(), "The prompt.");
    private static final Key<String> FILE =
            Key.of("file", Types.text(), "Instead of `content`: a file with it, relative to the configuration folder.");
    private static final Key<Boolean> REPLACE = Key.of(
                    "replace",
                    Types.bool(),
                    "Whether it takes the place of what the user wrote in the agent's prompt file; else it is added to"
                            + " it as a marked block.")
            .or(false);
    private static final Shape<McpServer> MCP_SERVER = Shape.of(
            "A tool server.",
            in -> new McpServer(in.get(NAME), in.get(DEFINITION), in.get(ENABLED), agents(in)),
            NAME,
            DEFINITION,
            ENABLED,
            FOR);
    private static final Shape<Prompt> PROMPT = Shape.of(
            "A global prompt; each agent has one at most that is enabled.",
            AgentsFile::prompt,
            NAME,
            CONTENT,
            FILE,
            ENABLED,
            FOR,
            REPLACE);

    private static final Key<String> CLAUDE_CODE =
            Key.of("claude_code", Types.json(), "Merged into .claude/settings.json.");
    private static final Key<String> CODEX = Key.of("codex", Types.json(), "Merged into .codex/config.toml.");
    private static final Key<String> GEMINI = Key.of("gemini", Types.json(), "Merged into .gemini/settings.json.");
    private static final Shape<Map<Agent, String>> SETTINGS_SHAPE = Shape.of(
            "Extra settings of each agent, merged into its own file.",
            AgentsFile::settings,
            CLAUDE_CODE,
            CODEX,
            GEMINI);

    private static final Key<List<McpServer>> MCP_SERVERS =
            Key.of("mcpServers", Types.list(MCP_SERVER), "Tool servers.").or(List.of());
    private static final Key<List<Prompt>> PROMPTS =
            Key.of("prompts", Types.list(PROMPT), "Global prompts.").or(List.of());
    private static final Key<Map<Agent, String>> SETTINGS =
            Key.of("settings", SETTINGS_SHAPE, SETTINGS_SHAPE.description()).or(Map.of());

    private static final Key<List<String>> PROFILE_SERVERS = Key.of(
            "mcpServers",
            Types.list(Types.nonEmpty()),
            "Names of its servers, whether enabled or not. Absent: all that are enabled.");
    private static final Key<List<String>> PROFILE_PROMPTS = Key.of(
            "prompts",
            Types.list(Types.nonEmpty()),
            "Names of its prompts, whether enabled or not. Absent: all that are enabled.");
    private static final Key<List<String>> TENANTS = Key.of(
                    "tenants", Types.list(Types.nonEmpty()), "Ids of the tenants who get it unless they name another.")
            .or(List.of());
    private static final Key<Boolean> SHARE_SECRETS = Key.of(
                    "shareSecrets",
                    Types.bool(),
                    "Whether `ccgate agents pull` hands out the values of secrets in it; else only the names of the"
                            + " variables.")
            .or(false);
    private static final Shape<Profile> PROFILE = Shape.of(
            "A named set, for tenants or projects.",
            in -> new Profile(
                    in.get(NAME),
                    in.find(PROFILE_SERVERS),
                    in.find(PROFILE_PROMPTS),
                    in.get(SETTINGS),
                    in.get(TENANTS),
                    in.get(SHARE_SECRETS)),
            NAME,
            PROFILE_SERVERS,
            PROFILE_PROMPTS,
            SETTINGS,
            TENANTS,
            SHARE_SECRETS);
    private static final Key<List<Profile>> PROFILES =
            Key.of("profiles", Types.list(PROFILE), "Named sets of the above.").or(List.of());

    /** The whole file. */
    public static final Shape<AgentsConfig> SHAPE = Shape.of(
            "agents.json: what is written into the agents' own files.",
            in -> new AgentsConfig(in.get(MCP_SERVERS), in.get(PROMPTS), in.get(SETTINGS), in.get(PROFILES)),
            MCP_SERVERS,
            PROMPTS,
            SETTINGS,
            PROFILES);

    private AgentsFile() {}

    private static Set<Agent> agents(Values in) {
        Set<Agent> agents = EnumSet.noneOf(Agent.class);
        agents.addAll(in.get(FOR));
        return Set.copyOf(agents);
    }

    private static Prompt prompt(Values in) {
        if (in.has(CONTENT) == in.has(FILE)) {
            in.reject(
                    in.has(FILE) ? FILE : NAME,
                    "a prompt has either a content or a file",
                    "write one of \"content\" and \"file\"");
        }
        String content = in.find(CONTENT).or(() -> in.find(FILE)).orElse("");
        return new Prompt(in.get(NAME), content, in.get(ENABLED), agents(in), in.get(REPLACE));
    }

    private static Map<Agent, String> settings(Values in) {
        Map<Agent, String> settings = new EnumMap<>(Agent.class);
        List<Key<String>> keys = new ArrayList<>(List.of(CLAUDE_CODE, CODEX, GEMINI));
        for (int i = 0; i < AGENTS.length; i++) {
            Agent agent = AGENTS[i];
            in.find(keys.get(i)).ifPresent(json -> settings.put(agent, json));
        }
        return Map.copyOf(settings);
    }
}
