package io.ccgate.admin;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A body that each call accepts, by method and path, and what stands for the variables of its path. */
final class GoodCalls {
    /** Of calls that carry something. */
    static final Map<String, String> BODIES = Map.ofEntries(
            entry("POST /admin/v1/session", "{\"username\":\"admin\",\"password\":\"test-password\"}"),
            entry("POST /admin/v1/providers", """
                {"id":"n","cli_type":"codex","name":"New","base_url":"http://127.0.0.1:1","api_key":"k-0123456789",
                 "enabled":true,"failure_threshold":3,"blacklist_minutes":10,
                 "model_maps":[{"source_model":"a","target_model":"b","enabled":true}]}\
                """),
            entry("PUT /admin/v1/providers/{id}", "{\"weight\":3}"),
            entry("POST /admin/v1/providers/reorder", "{\"ids\":[\"u\"]}"),
            entry("POST /admin/v1/tenants", """
                {"id":"z","name":"Zoe","enabled":true,"allowed_models":["*"],"config":{}}\
                """),
            entry("PUT /admin/v1/tenants/{id}", "{\"name\":\"Tom\"}"),
            entry("POST /admin/v1/tenants/{id}/rotate", "{\"overlap_seconds\":60}"),
            entry("PUT /admin/v1/tenants/{id}/limits", "{\"maxConcurrent\":2}"),
            entry("PUT /admin/v1/tenants/{id}/raise", "{\"until\":\"2999-01-01T00:00:00Z\",\"daily\":{\"maxUSD\":50}}"),
            entry("PUT /admin/v1/prices", "{\"unit\":\"per1k\"}"),
            entry("PUT /admin/v1/prices/{pattern}", "{\"input\":1,\"output\":2}"),
            entry("PUT /admin/v1/config", "{\"edits\":[]}"),
            entry("POST /admin/v1/config/validate", "{\"edits\":[]}"),
            entry("POST /admin/v1/config/diff", "{\"files\":{\"pricing.json\":\"{}\"}}"),
            entry("POST /admin/v1/config/rollback", "{\"version\":1}"),
            entry("PATCH /admin/v1/config/files/{file}", "{\"timeouts\":{\"connect\":\"6s\"}}"),
            entry("POST /admin/v1/explain", "{\"tenant\":\"t\",\"model\":\"m\"}"),
            entry("PUT /admin/v1/settings/gateway", "{\"debug_log\":true}"),
            entry("PUT /admin/v1/settings/timeouts", "{\"stream_idle_timeout\":77}"),
            entry("PUT /admin/v1/settings/cli/{cli_type}", "{\"default_json_config\":\"{}\"}"),
            entry("PUT /admin/v1/logs/settings", "{\"mode\":\"off\"}"),
            entry("POST /admin/v1/mcp", """
                {"name":"more","config_json":"{\\"command\\":\\"c\\"}","enabled":false,"cli_flags":{"codex":true}}\
                """),
            entry("PUT /admin/v1/mcp/{id}", "{\"enabled\":false}"),
            entry("POST /admin/v1/prompts", """
                {"name":"more","content":"text","enabled":false,"cli_flags":{"codex":true}}\
                """),
            entry("PUT /admin/v1/prompts/{id}", "{\"enabled\":false}"));

    private static final Map<String, String> IDS = Map.of(
            "/admin/v1/providers/", "u",
            "/admin/v1/tenants/", "t",
            "/admin/v1/mcp/", "docs",
            "/admin/v1/prompts/", "house");

    private GoodCalls() {}

    /** Null where a call carries nothing. */
    static byte[] body(ApiOperation operation) {
        String text = BODIES.get(operation.name());
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Values of a path's variables. */
    static Map<String, String> variables(String template, Map<String, String> found) {
        String id = IDS.entrySet().stream()
                .filter(known -> template.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(found.getOrDefault("request", ""));
        return Map.of(
                "id", id,
                "key", found.getOrDefault("key", ""),
                "file", "server",
                "number", "1",
                "pattern", "*",
                "cli_type", "codex");
    }
}
