package io.ccgate.cli.command;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a newcomer pastes next: a line for each client. */
final class Welcome {
    private static final String HASHED = "sha256:";
    private static final String UNKNOWN_KEY = "YOUR-TENANT-KEY";

    private Welcome() {}

    static void print(PrintWriter out, List<URI> addresses, Config config) {
        String base =
                addresses.isEmpty() ? "http://127.0.0.1:3000" : addresses.get(0).toString();
        String key = key(config.tenants()).orElse(UNKNOWN_KEY);
        out.println();
        out.println("Tenant key: " + key);
        out.println();
        lines(base, key).forEach(out::println);
    }

    /** The first key that stands in the clear. It is this user's own file, and showing the key is what they asked for. */
    private static Optional<String> key(List<TenantConfig> tenants) {
        return tenants.stream()
                .filter(TenantConfig::enabled)
                .flatMap(tenant -> tenant.keys().stream())
                .map(Secret::reveal)
                .filter(key -> !key.startsWith(HASHED))
                .findFirst();
    }

    private static List<String> lines(String base, String key) {
        return List.of(
                "Claude Code:",
                "  ANTHROPIC_BASE_URL=" + base + "/anthropic ANTHROPIC_AUTH_TOKEN=" + key + " claude",
                "Codex:",
                "  CCGATE_KEY=" + key + " codex -c model_provider=ccgate"
                        + " -c 'model_providers.ccgate={name=\"CCGate\",base_url=\"" + base
                        + "/openai/v1\",env_key=\"CCGATE_KEY\",wire_api=\"responses\"}'",
                "Gemini CLI (with \"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}} in ~/.gemini/settings.json):",
                "  GOOGLE_GEMINI_BASE_URL=" + base + "/gemini GEMINI_API_KEY=" + key + " gemini",
                "curl:",
                "  curl " + base + "/anthropic/v1/messages -H 'x-api-key: " + key
                        + "' -H 'anthropic-version: 2023-06-01'"
                        + " -H 'content-type: application/json' -d '{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":64,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
    }
}
