package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.check.Finding;
import io.ccgate.config.check.Findings;
import io.ccgate.config.edit.EditRefused;
import io.ccgate.config.edit.JsonSplicer;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Source;
import java.util.Optional;

/** JSON, with comments and trailing commas where the file has them. A blank file counts as an empty object. */
public final class JsonSettings implements SettingsText {
    private static final String NEW_FILE = "{\n}\n";
    private static final String NAME = "settings.json";

    private final String text;
    private final Node root;
    private final JsonNode tree;

    private JsonSettings(String text, Node root) {
        this.text = text;
        this.root = root;
        this.tree = Trees.of(root);
    }

    /** @throws BrokenFile when it is no JSON, or something else than an object */
    public static JsonSettings of(String text) throws BrokenFile {
        Node root = SettingsText.isBlank(text) ? parse("{}") : parse(text);
        if (!(root instanceof ObjectNode)) {
            throw new BrokenFile(1, 1, "the file holds no object", "write { … }, or move it away");
        }
        return new JsonSettings(text, root);
    }

    private static Node parse(String text) throws BrokenFile {
        Findings findings = new Findings();
        Optional<Document> document = Parser.parse(new Source(NAME, text), findings);
        if (document.isEmpty()) {
            Finding first = findings.sorted().get(0);
            throw new BrokenFile(first.line(), first.column(), first.problem(), first.remedy());
        }
        // Keys that stand twice are findings too; agents read such files, so they are none of our business.
        return document.get().root();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public JsonNode tree() {
        return tree;
    }

    @Override
    public Optional<Former> former(KeyPath path) {
        return saysNothing()
                ? Optional.empty()
                : find(path)
                        .map(node -> new Former(
                                text.substring(node.span().start(), node.span().end()), false));
    }

    private Optional<Node> find(KeyPath path) {
        Optional<Node> node = Optional.of(root);
        for (String step : path.steps()) {
            node = node.filter(ObjectNode.class::isInstance).flatMap(parent -> JsonSplicer.child(parent, step));
        }
        return node;
    }

    @Override
    public JsonSettings set(KeyPath path, JsonNode value) throws BrokenFile {
        if (SettingsText.isBlank(text)) {
            return of((text.startsWith("\uFEFF") ? "\uFEFF" : "") + NEW_FILE).set(path, value);
        }
        try {
            return checked(path, new JsonSplicer(text).set(root, path.steps(), parse(value.toString())));
        } catch (EditRefused refused) {
            throw refused(path, refused);
        }
    }

    @Override
    public JsonSettings restore(KeyPath path, Former former) throws BrokenFile {
        Optional<Node> found = find(path);
        if (found.isEmpty()) {
            return set(path, Trees.of(parse(former.text())));
        }
        Node.Span span = found.get().span();
        return checked(path, text.substring(0, span.start()) + former.text() + text.substring(span.end()));
    }

    @Override
    public JsonSettings remove(KeyPath path) throws BrokenFile {
        Optional<Node> parent = find(path.parent());
        if (parent.isEmpty() || find(path).isEmpty()) {
            return this;
        }
        try {
            return checked(path, new JsonSplicer(text).remove(parent.get(), path.last()));
        } catch (EditRefused refused) {
            throw refused(path, refused);
        }
    }

    private JsonSettings checked(KeyPath path, String after) throws BrokenFile {
        JsonSettings changed = of(after);
        Trees.requireSameBut(path, tree, changed.tree);
        return changed;
    }

    private static BrokenFile refused(KeyPath path, EditRefused refused) {
        return new BrokenFile(
                0, 0, path + " cannot be changed: " + refused.reason(), "change it by hand, then try again");
    }

    @Override
    public JsonSettings restoreAll(String other) throws BrokenFile {
        return of(other);
    }
}
