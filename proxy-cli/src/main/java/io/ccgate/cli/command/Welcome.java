package io.ccgate.cli.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;

/** What a newcomer pastes next: a line for each client. */
final class Welcome {
    /** Stands where a key would, when the files hold only its hash. */
    static final String UNKNOWN_KEY = "YOUR-TENANT-KEY";

    private Welcome() {}

    static void print(PrintWriter out, List<URI> addresses, String key) {
        String base =
                addresses.isEmpty() ? "http://127.0.0.1:3000" : addresses.get(0).toString();
        out.println();
        lines(base, key).forEach(out::println);
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
