package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.FindingJson;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.admin.audit.JsonDiff;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.mask.MaskedText;
import io.ccgate.config.schema.ConfigSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One configuration file as data: its schema, its content without secrets, and changes of it that can be looked at first. */
public final class FileRoutes implements RouteGroup {
    private static final String ONE = "/admin/v1/config/files/{file}";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Schema PLAN = Schema.object()
            .with("changes", Schema.list(ConfigRoutes.CHANGE).described("what is different in effect"))
            .with("warnings", Schema.list(ConfigRoutes.FINDING))
            .with("diff", Schema.text().described("of the file's text, secrets masked"));

    private final GatewayStatus status;
    private final ConfigChanges changes;

    public FileRoutes(GatewayStatus status, ConfigChanges changes) {
        this.status = status;
        this.changes = changes;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", ONE, Access.READ, "A file's content as data, secrets masked", this::show)
                        .gives(Schema.object()
                                .with("name", Schema.text())
                                .with("present", Schema.flag())
                                .with("content", Schema.map(Schema.anything()))),
                AdminRoute.of("GET", ONE + "/schema", Access.READ, "JSON Schema of a file", this::schema)
                        .gives(Schema.map(Schema.anything())),
                AdminRoute.of("PATCH", ONE, Access.WRITE, "Change a file by a merge patch (RFC 7396)", this::patch)
                        .query("dry_run", "true: only say what would change", Schema.oneOf("true", "false"))
                        .takes(Schema.map(Schema.anything()))
                        .requiresIfMatch()
                        .gives(PLAN));
    }

    private static ConfigFile file(AdminRequest request) {
        String id = request.variable("file");
        return Arrays.stream(ConfigFile.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AdminProblem.notFound("configuration file \"" + id + '"'));
    }

    private AdminAnswer show(AdminRequest request) throws IOException {
        SeenFile seen = changes.see(file(request));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", seen.name());
        node.put("present", !seen.tag().isEmpty());
        node.set("content", seen.masked());
        return AdminAnswer.json(node).etag(seen.etag());
    }

    private AdminAnswer schema(AdminRequest request) throws IOException {
        return AdminAnswer.json(MAPPER.readTree(ConfigSchema.of(file(request))));
    }

    private AdminAnswer patch(AdminRequest request) throws IOException {
        ConfigFile file = file(request);
        ObjectNode patch = request.json().node();
        SeenFile seen = changes.see(request, file);
        SeenFile before = seen.begun();
        ObjectNode plan = plan(before, EntryPatch.edits(before, "", patch));
        if (request.query("dry_run").filter("true"::equals).isPresent()) {
            return AdminAnswer.json(plan).etag(seen.etag());
        }
        SeenFile after =
                changes.change(request, file, "config.change", file.id(), now -> EntryPatch.edits(now, "", patch));
        return AdminAnswer.json(plan).etag(after.etag());
    }

    private ObjectNode plan(SeenFile before, List<Edit> edits) throws IOException {
        byte[] made = changes.preview(before, edits);
        LoadResult loaded = changes.home().loader().load(Map.of(before.name(), made));
        if (loaded.config().isEmpty()) {
            throw AdminProblem.invalid(loaded.errors());
        }
        String text = new String(made, StandardCharsets.UTF_8);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var array = node.putArray("changes");
        JsonDiff.of(
                        EffectiveConfig.of(status.snapshot().config()),
                        EffectiveConfig.of(loaded.config().get()))
                .forEach(change -> array.add(change.json()));
        FindingJson.into(node.putArray("warnings"), loaded.warnings());
        node.put("diff", TextDiff.of(masked(before, before.text()), masked(before, text)));
        return node;
    }

    private static String masked(SeenFile seen, String text) {
        return text.isEmpty()
                ? ""
                : MaskedText.of(seen.file(), seen.name(), text).orElse("");
    }
}
