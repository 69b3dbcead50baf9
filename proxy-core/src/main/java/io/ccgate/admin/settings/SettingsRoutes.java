package io.ccgate.admin.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.admin.config.ConfigChanges;
import io.ccgate.admin.config.EntryPatch;
import io.ccgate.admin.config.SeenFile;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.RequestLogConfig;
import io.ccgate.config.model.TimeoutsConfig;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** Log level, timeouts and the request log in CCG Gateway's words, and whether the gateway runs. */
public final class SettingsRoutes implements RouteGroup {
    private static final String PATH = "/admin/v1/settings";
    private static final String REQUEST_LOG = "/admin/v1/logs/settings";
    private static final long LONGEST_SECONDS = 86_400;
    private static final long LONGEST_RETENTION = 10L * 366 * 86_400;
    private static final long LARGEST_BODY = 1L << 30;
    private static final List<String> MODES = List.of("off", "failures", "all");
    private static final List<Agent> AGENTS = List.of(Agent.CLAUDE_CODE, Agent.CODEX, Agent.GEMINI);

    /** Their names here and in {@code server.json}. */
    private static final Map<String, String> TIMEOUTS = timeouts();

    private static final Schema GATEWAY = Schema.object().with("debug_log", Schema.flag());
    private static final Schema WAITS = Schema.object()
            .with("stream_first_byte_timeout", Schema.number())
            .with("stream_idle_timeout", Schema.number())
            .with("non_stream_timeout", Schema.number());
    private static final Schema OF_AGENT = Schema.object()
            .with("cli_type", Schema.oneOf("claude_code", "codex", "gemini"))
            .with("enabled", Schema.flag())
            .with("installed", Schema.flag())
            .with("drift", Schema.list(Schema.text()))
            .with("default_json_config", Schema.text());

    private final GatewayStatus status;
    private final ConfigChanges changes;
    private final OfAgent ofAgent;
    private final IntSupplier port;

    /** What an agent is set to, as its own call shows it. */
    @FunctionalInterface
    public interface OfAgent {
        ObjectNode of(Agent agent) throws IOException;
    }

    /** @param port where clients connect */
    public SettingsRoutes(GatewayStatus status, ConfigChanges changes, OfAgent ofAgent, IntSupplier port) {
        this.status = status;
        this.changes = changes;
        this.ofAgent = ofAgent;
        this.port = port;
    }

    private static Map<String, String> timeouts() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("stream_first_byte_timeout", "streamFirstByte");
        names.put("stream_idle_timeout", "streamIdle");
        names.put("non_stream_timeout", "nonStream");
        return names;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", PATH, Access.READ, "All settings", this::show)
                        .gives(Schema.object()
                                .with("gateway", GATEWAY)
                                .with("timeouts", WAITS)
                                .with("cli_settings", Schema.map(OF_AGENT))),
                AdminRoute.of(
                                "PUT",
                                PATH + "/gateway",
                                Access.WRITE,
                                "Switch debug logging; at the next start",
                                this::gateway)
                        .takes(GATEWAY)
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of(
                                "PUT",
                                PATH + "/timeouts",
                                Access.WRITE,
                                "Change timeouts, in seconds",
                                this::changeTimeouts)
                        .takes(Schema.object()
                                .optional("stream_first_byte_timeout", Schema.whole(1, LONGEST_SECONDS))
                                .optional("stream_idle_timeout", Schema.whole(1, LONGEST_SECONDS))
                                .optional("non_stream_timeout", Schema.whole(1, LONGEST_SECONDS)))
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of("GET", REQUEST_LOG, Access.READ, "What the request log keeps", this::showRequestLog)
                        .gives(Schema.object()
                                .with("debug_log", Schema.flag().described("whether bodies of all requests are kept"))
                                .with("mode", Schema.oneOf(MODES.toArray(new String[0])))
                                .with("max_body_size", Schema.whole())
                                .with("retention_seconds", Schema.whole())),
                AdminRoute.of(
                                "PUT",
                                REQUEST_LOG,
                                Access.WRITE,
                                "Change what the request log keeps; what is left out stays",
                                this::requestLog)
                        .takes(Schema.object()
                                .optional("mode", Schema.oneOf(MODES.toArray(new String[0])))
                                .optional(
                                        "max_body_size",
                                        Schema.whole(0, LARGEST_BODY).described("bytes"))
                                .optional("retention_seconds", Schema.whole(1, LONGEST_RETENTION)))
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of("GET", PATH + "/status", Access.READ, "Whether the gateway runs", this::running)
                        .gives(Schema.object()
                                .with("status", Schema.oneOf("running", "stopping"))
                                .with("port", Schema.whole())
                                .with("uptime", Schema.whole().described("seconds"))
                                .with("version", Schema.text())));
    }

    private AdminAnswer show(AdminRequest request) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("gateway")
                .put(
                        "debug_log",
                        changes.see(ConfigFile.SERVER)
                                .tree()
                                .at("/logging/level")
                                .asText()
                                .equals("debug"));
        TimeoutsConfig timeouts = status.snapshot().config().server().timeouts();
        ObjectNode waits = node.putObject("timeouts");
        put(waits, "stream_first_byte_timeout", timeouts.streamFirstByte());
        put(waits, "stream_idle_timeout", timeouts.streamIdle());
        put(waits, "non_stream_timeout", timeouts.nonStream());
        ObjectNode agents = node.putObject("cli_settings");
        for (Agent agent : AGENTS) {
            agents.set(agent.id(), ofAgent.of(agent));
        }
        return AdminAnswer.json(node).etag(changes.see(ConfigFile.SERVER).etag());
    }

    private static void put(ObjectNode node, String name, Duration duration) {
        if (duration.toMillis() % 1000 == 0) {
            node.put(name, duration.toSeconds());
        } else {
            node.put(name, BigDecimal.valueOf(duration.toMillis(), 3));
        }
    }

    private AdminAnswer gateway(AdminRequest request) throws IOException {
        boolean debug = request.json("debug_log")
                .findFlag("debug_log")
                .orElseThrow(() -> AdminProblem.invalid("/debug_log", "\"debug_log\" is missing", "send it"));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("logging").put("level", debug ? "debug" : "info");
        SeenFile after = changes.change(
                request, ConfigFile.SERVER, "settings.gateway", "", seen -> edits(seen, "/logging", patch, "logging"));
        return AdminAnswer.message("Gateway settings updated").etag(after.etag());
    }

    private AdminAnswer changeTimeouts(AdminRequest request) throws IOException {
        JsonObject body = request.json(TIMEOUTS.keySet().toArray(new String[0]));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode timeouts = patch.putObject("timeouts");
        TIMEOUTS.forEach((name, key) ->
                body.findWhole(name, 1, LONGEST_SECONDS).ifPresent(seconds -> timeouts.put(key, seconds + "s")));
        SeenFile after = changes.change(
                request,
                ConfigFile.SERVER,
                "settings.timeouts",
                "",
                seen -> timeouts.isEmpty() ? List.of() : edits(seen, "/timeouts", patch, "timeouts"));
        return AdminAnswer.message("Timeouts updated").etag(after.etag());
    }

    private AdminAnswer showRequestLog(AdminRequest request) throws IOException {
        RequestLogConfig config = status.snapshot().config().server().requestLog();
        return AdminAnswer.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("debug_log", config.mode() == RequestLogConfig.Mode.ALL)
                        .put("mode", config.mode().name().toLowerCase(Locale.ROOT))
                        .put("max_body_size", config.maxBodySize())
                        .put("retention_seconds", config.retention().toSeconds()))
                .etag(changes.see(ConfigFile.SERVER).etag());
    }

    private AdminAnswer requestLog(AdminRequest request) throws IOException {
        JsonObject body = request.json("mode", "max_body_size", "retention_seconds");
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode section = patch.putObject("requestLog");
        body.findChoice("mode", MODES).ifPresent(mode -> section.put("mode", mode));
        body.findWhole("max_body_size", 0, LARGEST_BODY).ifPresent(bytes -> section.put("maxBodySize", bytes));
        body.findWhole("retention_seconds", 1, LONGEST_RETENTION)
                .ifPresent(seconds -> section.put("retention", seconds + "s"));
        SeenFile after = changes.change(
                request,
                ConfigFile.SERVER,
                "settings.request-log",
                "",
                seen -> section.isEmpty() ? List.of() : edits(seen, "/requestLog", patch, "requestLog"));
        return AdminAnswer.message("Request log settings updated").etag(after.etag());
    }

    /** The section as it is changed, or added where it is missing. */
    private static List<Edit> edits(SeenFile seen, String at, ObjectNode patch, String section) {
        return seen.tree().at(at).isObject()
                ? EntryPatch.edits(seen, "", patch)
                : List.of(new Edit.Set(at, patch.path(section).toString()));
    }

    private AdminAnswer running(AdminRequest request) {
        return AdminAnswer.json(JsonNodeFactory.instance
                .objectNode()
                .put("status", status.draining() ? "stopping" : "running")
                .put("port", port.getAsInt())
                .put("uptime", status.uptime().toSeconds())
                .put("version", status.facts().version()));
    }
}
