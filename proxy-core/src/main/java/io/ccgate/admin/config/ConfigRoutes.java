package io.ccgate.admin.config;

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
import io.ccgate.admin.api.FindingJson;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.admin.audit.JsonDiff;
import io.ccgate.config.edit.ConfigEditor;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.mask.MaskedText;
import io.ccgate.config.tree.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration files as a whole: show, check, compare, apply as one version, and go back to an earlier one. */
public final class ConfigRoutes implements RouteGroup {
    private static final String PATH = "/admin/v1/config";
    private static final String HISTORY = PATH + "/history";
    private static final int LAST_VERSION = 999_999;

    static final Schema FINDING = Schema.object()
            .with("severity", Schema.oneOf("error", "warning"))
            .with("file", Schema.text())
            .with("line", Schema.whole())
            .with("column", Schema.whole())
            .with("pointer", Schema.text())
            .with("problem", Schema.text())
            .with("remedy", Schema.text());
    static final Schema CHANGE = Schema.object()
            .with("path", Schema.text())
            .with("before", Schema.anything())
            .with("after", Schema.anything());
    private static final Schema EDIT = Schema.object()
            .with("file", Schema.text().described("its id, such as upstreams"))
            .with("op", Schema.oneOf("set", "remove", "insert", "move"))
            .with("pointer", Schema.text().described("RFC 6901"))
            .optional("value", Schema.anything())
            .optional("to", Schema.whole());
    private static final Schema PROPOSAL = Schema.object()
            .optional(
                    "files",
                    Schema.map(Schema.text()).described("whole texts by file name; an empty one removes the file"))
            .optional("edits", Schema.list(EDIT));
    private static final Schema JUDGED =
            Schema.object().with("valid", Schema.flag()).with("findings", Schema.list(FINDING));
    private static final Schema APPLIED = Schema.object()
            .with("message", Schema.text())
            .with("revision", Schema.whole())
            .with("hash", Schema.text());
    private static final Schema VERSION = Schema.object()
            .with("number", Schema.whole())
            .with("at", Schema.instant())
            .with("hash", Schema.text())
            .with("who", Schema.text().described("empty when the files were changed by hand"))
            .with("why", Schema.text());
    private static final Schema FILE = Schema.object()
            .with("id", Schema.text())
            .with("name", Schema.text())
            .with("format", Schema.oneOf("json", "yaml"))
            .with("present", Schema.flag())
            .with("text", Schema.text().orNull().described("secrets masked; null when it cannot be read"));

    private final GatewayStatus status;
    private final ConfigChanges changes;
    private final ConfigHistory history;

    public ConfigRoutes(GatewayStatus status, ConfigChanges changes, ConfigHistory history) {
        this.status = status;
        this.changes = changes;
        this.history = history;
    }

    @Override
    public List<AdminRoute> routes() {
        Schema all = Schema.object()
                .with("revision", Schema.whole())
                .with("hash", Schema.text())
                .with(
                        "in_force",
                        Schema.flag().described("false: the files are in error, an earlier state is in force"))
                .with("files", Schema.list(FILE))
                .with("findings", Schema.list(FINDING));
        return List.of(
                AdminRoute.of(
                                "GET",
                                PATH,
                                Access.READ,
                                "All files, secrets masked, and what the checks say",
                                this::show)
                        .gives(all),
                AdminRoute.of("PUT", PATH, Access.WRITE, "Apply files or edits as one version", this::apply)
                        .takes(PROPOSAL)
                        .requiresIfMatch()
                        .gives(APPLIED),
                AdminRoute.of("POST", PATH + "/validate", Access.READ, "Check a proposal", this::validate)
                        .takes(PROPOSAL)
                        .gives(JUDGED),
                AdminRoute.of("POST", PATH + "/diff", Access.READ, "What a proposal would change in effect", this::diff)
                        .takes(PROPOSAL)
                        .gives(JUDGED.with("changes", Schema.list(CHANGE))),
                AdminRoute.of(
                                "GET",
                                PATH + "/effective",
                                Access.READ,
                                "What is in force, defaults applied",
                                this::effective)
                        .gives(Schema.map(Schema.anything())),
                AdminRoute.of("GET", HISTORY, Access.READ, "The last versions, the newest first", this::versions)
                        .gives(Schema.object().with("versions", Schema.list(VERSION))),
                AdminRoute.of(
                                "GET",
                                HISTORY + "/{number}",
                                Access.READ,
                                "The files of a version, masked",
                                this::version)
                        .gives(Schema.object()
                                .with("files", Schema.map(Schema.text().orNull()))),
                AdminRoute.of("POST", PATH + "/rollback", Access.WRITE, "Back to a version", this::rollback)
                        .takes(Schema.object().with("version", Schema.whole(1, LAST_VERSION)))
                        .heedsIfMatch()
                        .gives(APPLIED));
    }

    private AdminAnswer show(AdminRequest request) throws IOException {
        ConfigEditor editor = changes.editor();
        LoadResult loaded = changes.home().loader().load();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("revision", status.snapshot().revision());
        node.put("hash", status.snapshot().hash());
        node.put("in_force", loaded.hash().equals(status.snapshot().hash()));
        ArrayNode files = node.putArray("files");
        for (ConfigFile file : ConfigFile.values()) {
            String name = editor.nameOf(file);
            Optional<String> text = editor.text(file);
            files.addObject()
                    .put("id", file.id())
                    .put("name", name)
                    .put("format", Parser.isYaml(name) ? "yaml" : "json")
                    .put("present", text.isPresent())
                    .put("text", masked(file, name, text.orElse("")));
        }
        FindingJson.into(node.putArray("findings"), loaded.findings());
        return AdminAnswer.json(node).etag(editor.state());
    }

    private static @Nullable String masked(ConfigFile file, String name, String text) {
        return text.isEmpty() ? "" : MaskedText.of(file, name, text).orElse(null);
    }

    private AdminAnswer validate(AdminRequest request) throws IOException {
        return AdminAnswer.json(judged(load(Proposal.of(request, changes))));
    }

    private LoadResult load(Proposal proposal) {
        return changes.home().loader().load(proposal.contents());
    }

    private static ObjectNode judged(LoadResult loaded) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("valid", loaded.errors().isEmpty());
        FindingJson.into(node.putArray("findings"), loaded.findings());
        return node;
    }

    private AdminAnswer diff(AdminRequest request) throws IOException {
        LoadResult loaded = load(Proposal.of(request, changes));
        ObjectNode node = judged(loaded);
        ArrayNode array = node.putArray("changes");
        loaded.config()
                .ifPresent(config -> JsonDiff.of(
                                EffectiveConfig.of(status.snapshot().config()), EffectiveConfig.of(config))
                        .forEach(change -> array.add(change.json())));
        return AdminAnswer.json(node);
    }

    private AdminAnswer effective(AdminRequest request) {
        return AdminAnswer.json(EffectiveConfig.of(status.snapshot().config()));
    }

    private AdminAnswer apply(AdminRequest request) throws IOException {
        String expected = request.ifMatch().orElse("*");
        Proposal proposal = Proposal.of(request, changes);
        return applied(
                changes.replace(request, "config.apply", "", proposal.contents(), expected), "Configuration applied");
    }

    private AdminAnswer applied(String state, String message) {
        JsonNode node = JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .put("revision", status.snapshot().revision())
                .put("hash", status.snapshot().hash());
        return AdminAnswer.json(node).etag(state);
    }

    private AdminAnswer versions(AdminRequest request) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode array = node.putArray("versions");
        history.versions().forEach(version -> array.add(version.json()));
        return AdminAnswer.json(node).etag(changes.editor().state());
    }

    private AdminAnswer version(AdminRequest request) throws IOException {
        ObjectNode files = JsonNodeFactory.instance.objectNode();
        String number = request.variable("number");
        files(number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : 0).forEach((name, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            files.put(name, fileOf(name).map(file -> masked(file, name, text)).orElse(null));
        });
        return AdminAnswer.json(JsonNodeFactory.instance.objectNode().set("files", files));
    }

    private static Optional<ConfigFile> fileOf(String name) {
        return Arrays.stream(ConfigFile.values())
                .filter(file -> file.names().contains(name))
                .findFirst();
    }

    private Map<String, byte[]> files(int number) throws IOException {
        Map<String, byte[]> files = history.files(number);
        if (files.isEmpty()) {
            throw AdminProblem.notFound("version " + number);
        }
        return files;
    }

    private AdminAnswer rollback(AdminRequest request) throws IOException {
        int number = (int) request.json("version").whole("version", 1, LAST_VERSION);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        // What came later goes.
        changes.contents().keySet().forEach(name -> contents.put(name, new byte[0]));
        contents.putAll(files(number));
        String state = changes.replace(
                request,
                ConfigChanges.ROLLBACK,
                Integer.toString(number),
                contents,
                request.ifMatch().orElse("*"));
        return applied(state, "Back to version " + number);
    }
}
