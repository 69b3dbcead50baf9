package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definition of an MCP server in each agent's own keys. Ours is Claude Code's: {@code command}, {@code args}, {@code env} or
 * {@code type}, {@code url}, {@code headers}; what Codex and Gemini CLI know besides may be given too.
 */
final class McpDialect {
    private static final String BEARER = "Bearer ";
    private static final List<String> CODEX_STDIO = List.of("command", "args", "env", "env_vars", "cwd");
    private static final List<String> CODEX_HTTP =
            List.of("url", "bearer_token_env_var", "http_headers", "env_http_headers");
    private static final List<String> CODEX_BOTH = List.of(
            "startup_timeout_sec", "tool_timeout_sec", "enabled_tools", "disabled_tools", "enabled", "required");
    private static final List<String> ONLY_CODEX = List.of(
            "env_vars",
            "bearer_token_env_var",
            "http_headers",
            "env_http_headers",
            "startup_timeout_sec",
            "tool_timeout_sec",
            "enabled_tools",
            "disabled_tools",
            "required");

    private McpDialect() {}

    static JsonNode write(Agent agent, String definition) throws WishProblem {
        ObjectNode server = (ObjectNode) Trees.parse(definition);
        if (server.has("httpUrl")) {
            server.set("url", server.remove("httpUrl"));
            server.put("type", "http");
        }
        if (server.has("command") == server.has("url")) {
            throw new WishProblem("needs either a command or a url");
        }
        return switch (agent) {
            case CODEX -> codex(server);
            case GEMINI -> gemini(server);
            default -> claudeCode(server);
        };
    }

    private static JsonNode claudeCode(ObjectNode server) {
        ObjectNode out = server.objectNode();
        out.put("type", kind(server));
        server.properties().forEach(member -> out.set(member.getKey(), member.getValue()));
        ONLY_CODEX.forEach(out::remove);
        return Variables.asTheAgentsDo(out);
    }

    private static JsonNode gemini(ObjectNode server) {
        ObjectNode out = server.deepCopy();
        out.remove("type");
        ONLY_CODEX.forEach(out::remove);
        if (!kind(server).equals("stdio")) {
            out.put("type", kind(server));
        }
        return Variables.asTheAgentsDo(out);
    }

    private static String kind(ObjectNode server) {
        if (server.has("command")) {
            return "stdio";
        }
        String type = server.path("type").asText();
        return type.equals("sse") ? "sse" : "http";
    }

    private static JsonNode codex(ObjectNode server) throws WishProblem {
        ObjectNode out = server.objectNode();
        copy(server, out, server.has("command") ? CODEX_STDIO : CODEX_HTTP);
        copy(server, out, CODEX_BOTH);
        if (server.get("headers") instanceof ObjectNode headers && server.has("url")) {
            for (Map.Entry<String, JsonNode> header : headers.properties()) {
                header(out, header.getKey(), header.getValue().asText());
            }
        }
        if (out.get("env") instanceof ObjectNode env) {
            forward(out, env);
        }
        Optional<String> left = Variables.firstIn(out);
        if (left.isPresent()) {
            throw new WishProblem("Codex expands no " + left.get() + " there; it can in headers, and in env under the"
                    + " variable's own name");
        }
        return out;
    }

    private static void copy(ObjectNode from, ObjectNode to, List<String> keys) {
        for (String key : keys) {
            JsonNode value = from.get(key);
            if (value != null && !value.isNull()) {
                to.set(key, value.deepCopy());
            }
        }
    }

    /** A header with a reference names the variable, so that its value stands in no file. */
    private static void header(ObjectNode out, String name, String value) {
        Optional<String> variable = Variables.only(value);
        Optional<String> token = name.equalsIgnoreCase("authorization") && value.startsWith(BEARER)
                ? Variables.only(value.substring(BEARER.length()))
                : Optional.empty();
        if (token.isPresent()) {
            out.put("bearer_token_env_var", token.get());
        } else if (variable.isPresent()) {
            out.withObject("/env_http_headers").put(name, variable.get());
        } else {
            out.withObject("/http_headers").put(name, value);
        }
    }

    private static void forward(ObjectNode out, ObjectNode env) {
        for (String name :
                List.copyOf(env.properties().stream().map(Map.Entry::getKey).toList())) {
            if (Variables.only(env.path(name).asText()).filter(name::equals).isPresent()) {
                env.remove(name);
                out.withArray("/env_vars").add(name);
            }
        }
        if (env.isEmpty()) {
            out.remove("env");
        }
    }
}
