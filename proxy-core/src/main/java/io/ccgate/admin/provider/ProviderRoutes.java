package io.ccgate.admin.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.ccgate.admin.config.SeenFile;
import io.ccgate.balance.UpstreamView;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.model.UpstreamConfig;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Providers: list, add, change, remove, order, and their standing. */
public final class ProviderRoutes implements RouteGroup {
    private static final String PATH = "/admin/v1/providers";
    private static final String ONE = PATH + "/{id}";
    private static final int MOST = 10_000;
    private static final Schema MAP = Schema.object()
            .optional("id", Schema.anything())
            .with("source_model", Schema.text())
            .with("target_model", Schema.text())
            .optional("enabled", Schema.flag());
    private static final Schema CHANGE = Schema.object()
            .optional("id", Schema.text())
            .optional("cli_type", Schema.oneOf("claude_code", "codex", "gemini"))
            .optional("name", Schema.text())
            .optional("base_url", Schema.text())
            .optional("api_key", Schema.text())
            .optional("enabled", Schema.flag())
            .optional("failure_threshold", Schema.whole())
            .optional("blacklist_minutes", Schema.whole())
            .optional("model_maps", Schema.list(MAP))
            .optional("protocol", Schema.text())
            .optional("weight", Schema.number())
            .optional(
                    "config",
                    Schema.map(Schema.anything()).described("further keys of upstreams.json; null removes one"));

    private final GatewayStatus status;
    private final ConfigChanges changes;

    public ProviderRoutes(GatewayStatus status, ConfigChanges changes) {
        this.status = status;
        this.changes = changes;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", PATH, Access.READ, "All providers in their order", this::list)
                        .query("cli_type", "only those that serve this agent", Schema.text())
                        .gives(Schema.list(ProviderView.SCHEMA)),
                AdminRoute.of("POST", PATH, Access.WRITE, "Add a provider", this::create)
                        .takes(CHANGE)
                        .heedsIfMatch()
                        .gives(ProviderView.SCHEMA),
                AdminRoute.of("POST", PATH + "/reorder", Access.WRITE, "Put providers in another order", this::reorder)
                        .takes(Schema.object().with("ids", Schema.list(Schema.text())))
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of("GET", ONE, Access.READ, "One provider", this::one)
                        .gives(ProviderView.SCHEMA),
                AdminRoute.of("PUT", ONE, Access.WRITE, "Change a provider; what is left out stays", this::change)
                        .takes(CHANGE)
                        .heedsIfMatch()
                        .gives(ProviderView.SCHEMA),
                AdminRoute.of("DELETE", ONE, Access.WRITE, "Remove a provider", this::remove)
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of(
                                "POST",
                                ONE + "/reset-failures",
                                Access.WRITE,
                                "Forget a provider's failures in a row",
                                this::resetFailures)
                        .gives(Schema.message()),
                AdminRoute.of(
                                "POST",
                                ONE + "/unblacklist",
                                Access.WRITE,
                                "Put a provider back into service",
                                this::unblacklist)
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        Optional<String> cli = request.query("cli_type");
        SeenFile seen = changes.see(ConfigFile.UPSTREAMS);
        Map<String, UpstreamView> views = views();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int order = 0;
        for (UpstreamConfig upstream : status.snapshot().config().upstreams()) {
            boolean serves = cli.isEmpty()
                    || upstream.agents().isEmpty()
                    || upstream.agents().stream().anyMatch(agent -> agent.id().equals(cli.get()));
            if (serves) {
                all.add(ProviderView.of(upstream, order, entry(seen, upstream.id()), views.get(upstream.id())));
            }
            order++;
        }
        return AdminAnswer.json(all).etag(seen.etag());
    }

    private AdminAnswer one(AdminRequest request) throws IOException {
        return show(changes.see(ConfigFile.UPSTREAMS), request.variable("id"));
    }

    private AdminAnswer.Whole show(SeenFile seen, String id) {
        List<UpstreamConfig> upstreams = status.snapshot().config().upstreams();
        for (int i = 0; i < upstreams.size(); i++) {
            if (upstreams.get(i).id().equals(id)) {
                return AdminAnswer.json(ProviderView.of(upstreams.get(i), i, entry(seen, id), views().get(id)))
                        .etag(seen.etag());
            }
        }
        throw AdminProblem.notFound("provider \"" + id + '"');
    }

    private static JsonNode entry(SeenFile seen, String id) {
        for (JsonNode entry : seen.masked().path("upstreams")) {
            if (entry.path("id").asText().equals(id)) {
                return entry;
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private AdminAnswer create(AdminRequest request) throws IOException {
        JsonObject body = request.json(ProviderEdits.FIELDS);
        String name = body.text("name", 1, 100);
        String id = body.findText("id", 1, 100).orElse(ProviderEdits.freeId(changes.see(ConfigFile.UPSTREAMS), name));
        SeenFile after = changes.change(
                request, ConfigFile.UPSTREAMS, "provider.add", id, seen -> ProviderEdits.create(seen, body, id));
        return show(after, id);
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        JsonObject body = request.json(ProviderEdits.FIELDS);
        String id = request.variable("id");
        SeenFile after = changes.change(
                request, ConfigFile.UPSTREAMS, "provider.change", id, seen -> ProviderEdits.change(seen, id, body));
        return show(after, id);
    }

    private AdminAnswer remove(AdminRequest request) throws IOException {
        String id = request.variable("id");
        SeenFile after = changes.change(
                request,
                ConfigFile.UPSTREAMS,
                "provider.remove",
                id,
                seen -> List.of(new Edit.Remove("/upstreams/" + ProviderEdits.index(seen, id))));
        return AdminAnswer.message("Provider deleted").etag(after.etag());
    }

    private AdminAnswer reorder(AdminRequest request) throws IOException {
        JsonObject body = request.json("ids");
        List<String> ids = body.findTexts("ids", MOST).orElseThrow(() -> body.missing("ids"));
        SeenFile after = changes.change(
                request, ConfigFile.UPSTREAMS, "provider.reorder", "", seen -> ProviderEdits.reorder(seen, ids));
        return AdminAnswer.message("Providers reordered").etag(after.etag());
    }

    private AdminAnswer resetFailures(AdminRequest request) {
        String id = known(request);
        status.balancer().resetFailures(id);
        changes.note(request, "provider.reset-failures", id, List.of());
        return AdminAnswer.message("Failures reset");
    }

    private AdminAnswer unblacklist(AdminRequest request) {
        String id = known(request);
        status.balancer().unblacklist(id);
        changes.note(request, "provider.unblacklist", id, List.of());
        return AdminAnswer.message("Provider is back in service");
    }

    private String known(AdminRequest request) {
        String id = request.variable("id");
        if (!views().containsKey(id)) {
            throw AdminProblem.notFound("provider \"" + id + '"');
        }
        return id;
    }

    private Map<String, UpstreamView> views() {
        Map<String, UpstreamView> views = new HashMap<>();
        status.balancer().views().forEach(view -> views.put(view.id(), view));
        return views;
    }
}
