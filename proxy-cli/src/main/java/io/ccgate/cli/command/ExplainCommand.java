package io.ccgate.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AdminApi;
import io.ccgate.cli.port.Explainer;
import io.ccgate.cli.text.ExplainReport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a running gateway, or the files of one, what it would do with a request. */
@Command(
        name = "explain",
        description =
                "Ask a running gateway what would become of a request, or why one of the past went as it did; with"
                        + " --config, ask the files, no gateway running. Nothing is sent upstream.",
        exitCodeList = {"0:it would be served", "1:it would be refused, or the gateway did not say", "2:wrong usage"})
public final class ExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AdminApi admin;
    private final Explainer explainer;

    @Option(names = "--model", paramLabel = "MODEL", description = "Model that is asked for.")
    private @Nullable String model;

    @Option(names = "--tenant", paramLabel = "ID", description = "Who asks, by id.")
    private @Nullable String tenant;

    @Option(names = "--key", paramLabel = "KEY", description = "Who asks, by key (default: CCGATE_KEY).")
    private @Nullable String key;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Path of the request, which tells its protocol (default: /v1/messages).")
    private @Nullable String path;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Agent that asks, such as claude-code.")
    private @Nullable String agent;

    @Option(names = "--session", paramLabel = "ID", description = "Session it belongs to.")
    private @Nullable String session;

    @Option(names = "--request", paramLabel = "ID", description = "A request of the log; other options change it.")
    private @Nullable String request;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "Ask the configuration in this folder instead of a running gateway: every upstream counts as"
                    + " well, and no session is bound.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "With --config: where usage is written (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:CCGATE_URL:-http://127.0.0.1:3000}",
            description = "Where its administration is (default: CCGATE_URL, else http://127.0.0.1:3000).")
    private String url = "";

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:CCGATE_ADMIN_TOKEN:-}",
            description = "A token of admin.tokens (default: CCGATE_ADMIN_TOKEN).")
    private String token = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "admin",
            description = "Without a token: the administrator, whose password is in CCGATE_ADMIN_PASSWORD"
                    + " (default: ${DEFAULT-VALUE}).")
    private String user = "admin";

    @Option(names = "--password", hidden = true, defaultValue = "${env:CCGATE_ADMIN_PASSWORD:-}")
    private String password = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "text")
    private ReportFormat format = ReportFormat.TEXT;

    @Mixin
    private Terminal terminal = new Terminal();

    public ExplainCommand(AdminApi admin, Explainer explainer) {
        this.admin = admin;
        this.explainer = explainer;
    }

    @Override
    public Integer call() throws IOException {
        String question = question();
        Path folder = config;
        AdminApi.Answer answer = folder == null ? asked(question) : explainer.explain(folder, data, question);
        JsonNode body = read(answer);
        if (answer.status() != 200) {
            throw refused(answer.status(), body);
        }
        ExplainReport report = new ExplainReport(body);
        switch (format) {
            case TEXT -> report.print(terminal.out());
            case JSON -> terminal.out().println(body.toPrettyString());
        }
        terminal.out().flush();
        return report.served() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private AdminApi.Answer asked(String question) {
        URI gateway = gateway();
        String authorization = authorization();
        try {
            return admin.post(gateway, "/admin/v1/explain", authorization, question);
        } catch (IOException e) {
            throw new CommandFailure(
                    "no answer from " + gateway + ": " + e.getMessage()
                            + "; is the gateway running there (--url)? --config DIR asks the files instead",
                    e);
        }
    }

    private URI gateway() {
        try {
            URI gateway = URI.create(url);
            if (gateway.getHost() != null
                    && gateway.getScheme().matches("https?")
                    && gateway.getRawUserInfo() == null) {
                return gateway;
            }
        } catch (IllegalArgumentException ignored) {
            // Told below, as any other address that is none.
        }
        throw terminal.wrongUsage("--url is not an http address");
    }

    private String question() {
        if (request == null && model == null) {
            throw terminal.wrongUsage("name the --model that is asked for, or a past --request");
        }
        if (tenant != null && key != null) {
            throw terminal.wrongUsage("--tenant and --key both say who asks: give one of them");
        }
        String who = key;
        if (tenant == null && key == null && request == null) {
            who = System.getenv("CCGATE_KEY");
            if (who == null || who.isBlank()) {
                throw terminal.wrongUsage("say who asks, with --tenant or --key");
            }
        }
        Map<String, String> members = new LinkedHashMap<>();
        put(members, "request_id", request);
        put(members, "tenant", tenant);
        put(members, "key", who);
        put(members, "model", model);
        put(members, "protocol", path == null ? null : protocol(path));
        put(members, "agent", agent);
        put(members, "session", session);
        return JsonWords.object(members);
    }

    private static void put(Map<String, String> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private String protocol(String of) {
        if (of.contains("/v1beta/") || of.contains("/v1alpha/") || of.matches(".*/models/[^/]+:.*")) {
            return "gemini";
        }
        if (of.contains("/responses")) {
            return "openai-responses";
        }
        if (of.contains("/chat/completions")) {
            return "openai-chat";
        }
        if (of.contains("/messages")) {
            return "anthropic";
        }
        throw terminal.wrongUsage("--path is none of /v1/messages, /v1/chat/completions, /v1/responses,"
                + " /v1beta/models/MODEL:generateContent");
    }

    private String authorization() {
        if (!token.isBlank()) {
            return "Bearer " + token.strip();
        }
        if (!password.isEmpty()) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
        throw new CommandFailure(
                "the administration wants a login: set CCGATE_ADMIN_TOKEN to a token of admin.tokens, or"
                        + " CCGATE_ADMIN_PASSWORD to the administrator's password; --config DIR asks the files instead");
    }

    private JsonNode read(AdminApi.Answer answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Told below.
        }
        throw new CommandFailure("what answers at --url (" + answer.status() + ") is not a gateway's administration");
    }

    private static CommandFailure refused(int status, JsonNode problem) {
        if (status == 401 || status == 403) {
            return new CommandFailure("the login was refused (" + status + "); check CCGATE_ADMIN_TOKEN or --user with"
                    + " CCGATE_ADMIN_PASSWORD");
        }
        String detail = problem.path("detail").asText(problem.path("message").asText("status " + status));
        String remedy = problem.path("remedy").asText();
        return new CommandFailure(detail + (remedy.isEmpty() ? "" : "; " + remedy));
    }
}
