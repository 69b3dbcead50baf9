package io.ccgate.admin.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.ccgate.config.init.KeyGenerator;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.policy.Entrance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tenants: list, add, change, remove; their keys, which are shown once and kept as digests; their limits and a raise for a while.
 */
public final class TenantRoutes implements RouteGroup {
    private static final String PATH = "/admin/v1/tenants";
    private static final String ONE = PATH + "/{id}";
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(365);
    private static final Schema NEW_KEY = Schema.object()
            .with("key", Schema.text().described("shown this once; kept as a digest only"))
            .with("key_id", Schema.text());

    private final GatewayStatus status;
    private final Entrance entrance;
    private final ConfigChanges changes;
    private final KeyGenerator generator;
    private final KeyRetirement retirement;

    public TenantRoutes(
            GatewayStatus status,
            Entrance entrance,
            ConfigChanges changes,
            KeyGenerator generator,
            KeyRetirement retirement) {
        this.status = status;
        this.entrance = entrance;
        this.changes = changes;
        this.generator = generator;
        this.retirement = retirement;
    }

    @Override
    public List<AdminRoute> routes() {
        Schema change = Schema.object()
                .optional("id", Schema.text())
                .optional("name", Schema.text())
                .optional("enabled", Schema.flag())
                .optional("allowed_models", Schema.list(Schema.text()))
                .optional(
                        "config",
                        Schema.map(Schema.anything()).described("further keys of tenants.json; null removes one"));
        Schema limits = Schema.map(Schema.anything()).described("limits of tenants.json; null removes one");
        return List.of(
                AdminRoute.of("GET", PATH, Access.READ, "All tenants", this::list)
                        .gives(Schema.list(TenantView.SCHEMA)),
                AdminRoute.of("POST", PATH, Access.WRITE, "Add a tenant with a new key", this::create)
                        .takes(change)
                        .heedsIfMatch()
                        .gives(201, TenantView.SCHEMA.with("key", Schema.text()).with("key_id", Schema.text())),
                AdminRoute.of("GET", ONE, Access.READ, "One tenant", this::one).gives(TenantView.SCHEMA),
                AdminRoute.of("PUT", ONE, Access.WRITE, "Change a tenant; what is left out stays", this::change)
                        .takes(change)
                        .heedsIfMatch()
                        .gives(TenantView.SCHEMA),
                AdminRoute.of("DELETE", ONE, Access.WRITE, "Remove a tenant; its records stay", this::remove)
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of("POST", ONE + "/keys", Access.WRITE, "Give a tenant one more key", this::addKey)
                        .heedsIfMatch()
                        .gives(201, NEW_KEY),
                AdminRoute.of("DELETE", ONE + "/keys/{key}", Access.WRITE, "Take a key away at once", this::removeKey)
                        .heedsIfMatch()
                        .gives(Schema.message()),
                AdminRoute.of(
                                "POST",
                                ONE + "/rotate",
                                Access.WRITE,
                                "Give a new key; the old ones work on for a while",
                                this::rotate)
                        .mayTake(Schema.object()
                                .optional("overlap_seconds", Schema.whole(0, LONGEST_OVERLAP.toSeconds())))
                        .heedsIfMatch()
                        .gives(201, NEW_KEY.with("old_keys_until", Schema.instant())),
                AdminRoute.of(
                                "PUT",
                                ONE + "/limits",
                                Access.WRITE,
                                "Change limits; what is left out stays",
                                this::limits)
                        .takes(limits)
                        .heedsIfMatch()
                        .gives(TenantView.SCHEMA),
                AdminRoute.of("PUT", ONE + "/raise", Access.WRITE, "Other limits until a date", this::raise)
                        .takes(limits)
                        .heedsIfMatch()
                        .gives(TenantView.SCHEMA),
                AdminRoute.of("DELETE", ONE + "/raise", Access.WRITE, "The usual limits again", this::endRaise)
                        .heedsIfMatch()
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        SeenFile seen = changes.see(ConfigFile.TENANTS);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        JsonNode tenants = seen.tree().path("tenants");
        for (int i = 0; i < tenants.size(); i++) {
            all.add(view(seen, i));
        }
        return AdminAnswer.json(all).etag(seen.etag());
    }

    private AdminAnswer one(AdminRequest request) throws IOException {
        SeenFile seen = changes.see(ConfigFile.TENANTS);
        return AdminAnswer.json(view(seen, index(seen, request.variable("id")))).etag(seen.etag());
    }

    private ObjectNode view(SeenFile seen, int index) {
        String id = seen.tree().path("tenants").path(index).path("id").asText();
        return TenantView.of(
                seen.tree().path("tenants").path(index),
                seen.masked().path("tenants").path(index),
                retirement.of(id),
                status.snapshot().config().tenants().stream()
                        .filter(tenant -> tenant.id().equals(id))
                        .findFirst(),
                status.books().ledger(),
                entrance);
    }

    private static int index(SeenFile seen, String id) {
        JsonNode tenants = seen.tree().path("tenants");
        for (int i = 0; i < tenants.size(); i++) {
            if (tenants.path(i).path("id").asText().equals(id)) {
                return i;
            }
        }
        throw AdminProblem.notFound("tenant \"" + id + '"');
    }

    private AdminAnswer create(AdminRequest request) throws IOException {
        JsonObject body = request.json("id", "name", "enabled", "allowed_models", "config");
        String id = body.text("id", 1, 128);
        String key = generator.key();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("id", id);
        entry.put("name", body.findText("name", 1, 200).orElse(id));
        entry.putArray("keys").add(KeyForm.hash(key));
        ArrayNode models = entry.putArray("allowedModels");
        body.findTexts("allowed_models", 1_000).orElse(List.of("*")).forEach(models::add);
        body.findFlag("enabled").filter(enabled -> !enabled).ifPresent(off -> entry.put("enabled", off));
        body.findObject("config").ifPresent(config -> entry.setAll(config.node()));
        EntryPatch.refuseMasks(entry, "/config");
        SeenFile after = changes.change(request, ConfigFile.TENANTS, "tenant.add", id, seen -> {
            for (JsonNode other : seen.tree().path("tenants")) {
                if (other.path("id").asText().equals(id)) {
                    throw AdminProblem.conflict("there is already a tenant \"" + id + '"', "take another id");
                }
            }
            return seen.tree().path("tenants").isArray()
                    ? List.of(new Edit.Insert("/tenants/-", entry.toString()))
                    : List.of(new Edit.Set("/tenants", "[" + entry + "]"));
        });
        ObjectNode view = view(after, index(after, id)).put("key", key).put("key_id", keyId(key));
        return AdminAnswer.json(201, view).etag(after.etag());
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        JsonObject body = request.json("id", "name", "enabled", "allowed_models", "config");
        String id = request.variable("id");
        if (body.has("id") && !body.text("id", 1, 128).equals(id)) {
            throw body.wrong("id", "an id cannot be changed: records stand under it", "add another tenant");
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        body.findText("name", 1, 200).ifPresent(name -> patch.put("name", name));
        body.findFlag("enabled").ifPresent(enabled -> patch.put("enabled", enabled));
        body.findTexts("allowed_models", 1_000)
                .ifPresent(models -> models.forEach(patch.withArray("allowedModels")::add));
        body.findObject("config").ifPresent(config -> patch.setAll(config.node()));
        return patched(request, "tenant.change", "", patch);
    }

    private AdminAnswer limits(AdminRequest request) throws IOException {
        return patched(request, "tenant.limits", "/limits", request.json().node());
    }

    private AdminAnswer raise(AdminRequest request) throws IOException {
        JsonObject body = request.json();
        body.text("until", 10, 40);
        String id = request.variable("id");
        SeenFile after = changes.change(
                request,
                ConfigFile.TENANTS,
                "tenant.raise",
                id,
                seen -> List.of(new Edit.Set(
                        "/tenants/" + index(seen, id) + "/limits/raise",
                        body.node().toString())));
        return AdminAnswer.json(view(after, index(after, id))).etag(after.etag());
    }

    private AdminAnswer endRaise(AdminRequest request) throws IOException {
        String id = request.variable("id");
        SeenFile after = changes.change(request, ConfigFile.TENANTS, "tenant.raise-ended", id, seen -> {
            String at = "/tenants/" + index(seen, id) + "/limits/raise";
            return seen.tree().at(at).isMissingNode() ? List.of() : List.of(new Edit.Remove(at));
        });
        return AdminAnswer.message("The usual limits hold again").etag(after.etag());
    }

    private AdminAnswer patched(AdminRequest request, String action, String below, ObjectNode patch)
            throws IOException {
        String id = request.variable("id");
        SeenFile after = changes.change(request, ConfigFile.TENANTS, action, id, seen -> {
            String at = "/tenants/" + index(seen, id) + below;
            return seen.tree().at(at).isMissingNode()
                    ? List.of(new Edit.Set(at, patch.toString()))
                    : EntryPatch.edits(seen, at, patch);
        });
        return AdminAnswer.json(view(after, index(after, id))).etag(after.etag());
    }

    private AdminAnswer remove(AdminRequest request) throws IOException {
        String id = request.variable("id");
        SeenFile after = changes.change(
                request,
                ConfigFile.TENANTS,
                "tenant.remove",
                id,
                seen -> List.of(new Edit.Remove("/tenants/" + index(seen, id))));
        return AdminAnswer.message("Tenant deleted").etag(after.etag());
    }

    private AdminAnswer addKey(AdminRequest request) throws IOException {
        String key = generator.key();
        SeenFile after = added(request, "tenant.key-add", key);
        return AdminAnswer.json(201, newKey(key)).etag(after.etag());
    }

    private AdminAnswer rotate(AdminRequest request) throws IOException {
        long overlap = request.body().length == 0
                ? Duration.ofDays(1).toSeconds()
                : request.json("overlap_seconds")
                        .findWhole("overlap_seconds", 0, LONGEST_OVERLAP.toSeconds())
                        .orElse(Duration.ofDays(1).toSeconds());
        String id = request.variable("id");
        SeenFile before = changes.see(ConfigFile.TENANTS);
        List<String> old = TenantKeys.of(before.tree().path("tenants").path(index(before, id))).stream()
                .map(TenantKeys.Held::id)
                .toList();
        String key = generator.key();
        SeenFile after = added(request, "tenant.rotate", key);
        Instant until = status.now().plusSeconds(overlap);
        retirement.retire(id, old, until);
        if (overlap == 0) {
            retirement.tick();
        }
        return AdminAnswer.json(201, newKey(key).put("old_keys_until", until.toString()))
                .etag(after.etag());
    }

    private SeenFile added(AdminRequest request, String action, String key) throws IOException {
        String id = request.variable("id");
        return changes.change(request, ConfigFile.TENANTS, action, id, seen -> {
            String at = "/tenants/" + index(seen, id) + "/keys";
            String hashed = JsonNodeFactory.instance.textNode(KeyForm.hash(key)).toString();
            return seen.tree().at(at).isArray()
                    ? List.of(new Edit.Insert(at + "/-", hashed))
                    : List.of(new Edit.Set(at, "[" + hashed + "]"));
        });
    }

    private AdminAnswer removeKey(AdminRequest request) throws IOException {
        String id = request.variable("id");
        String key = request.variable("key");
        SeenFile after = changes.change(request, ConfigFile.TENANTS, "tenant.key-remove", id, seen -> {
            int index = index(seen, id);
            List<TenantKeys.Held> held =
                    TenantKeys.of(seen.tree().path("tenants").path(index));
            TenantKeys.Held gone = held.stream()
                    .filter(one -> one.id().equals(key))
                    .findFirst()
                    .orElseThrow(() -> AdminProblem.notFound("key \"" + key + "\" of tenant \"" + id + '"'));
            if (held.size() == 1) {
                throw AdminProblem.conflict(
                        "this is the tenant's last key", "rotate it, or switch the tenant off with enabled: false");
            }
            return List.of(new Edit.Remove("/tenants/" + index + gone.step()));
        });
        return AdminAnswer.message("Key removed").etag(after.etag());
    }

    private static ObjectNode newKey(String key) {
        return JsonNodeFactory.instance.objectNode().put("key", key).put("key_id", keyId(key));
    }

    private static String keyId(String key) {
        return TenantKeys.id(KeyForm.hash(key));
    }
}
