package io.ccgate.agents.found;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.wish.Variables;

/** Definitions of MCP servers as the agents write them, brought into ours. */
final class OurForm {
    private OurForm() {}

    /** Claude Code and Gemini CLI: references to variables get our spelling. */
    static JsonNode ofJson(JsonNode entry) {
        ObjectNode out = ((ObjectNode) Variables.fromTheAgents(entry)).deepCopy();
        if (out.has("httpUrl")) {
            out.set("url", out.remove("httpUrl"));
            out.put("type", "http");
        }
        if (out.path("type").asText().equals("stdio")) {
            out.remove("type");
        }
        if (out.path("env").isObject() && out.path("env").isEmpty()) {
            out.remove("env");
        }
        return out;
    }

    static JsonNode ofCodex(JsonNode entry) {
        ObjectNode out = ((ObjectNode) entry).deepCopy();
        JsonNode headers = out.remove("http_headers");
        JsonNode named = out.remove("env_http_headers");
        JsonNode token = out.remove("bearer_token_env_var");
        JsonNode forwarded = out.remove("env_vars");
        if (headers != null) {
            out.set("headers", headers);
        }
        if (named != null) {
            named.properties()
                    .forEach(member -> out.withObject("/headers")
                            .put(member.getKey(), reference(member.getValue().asText())));
        }
        if (token != null) {
            out.withObject("/headers").put("Authorization", "Bearer " + reference(token.asText()));
        }
        if (forwarded != null) {
            forwarded.forEach(name -> out.withObject("/env").put(name.asText(), reference(name.asText())));
        }
        if (out.has("url")) {
            out.put("type", "http");
        }
        return out;
    }

    private static String reference(String variable) {
        return "${env:" + variable + "}";
    }
}
