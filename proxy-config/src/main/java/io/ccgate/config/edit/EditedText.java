package io.ccgate.config.edit;

import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.check.Findings;
import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Pointer;
import io.ccgate.config.tree.Source;
import java.util.List;
import java.util.Optional;

/** The text of a configuration file with an edit made: just what the edit means, or nothing at all. Pure. */
final class EditedText {
    private EditedText() {}

    /** The text with one edit made: exactly what the edit means, or the edit is refused. */
    static String make(Edit edit, String name, String text) throws EditRefused {
        Document document = parse(name, text);
        List<String> steps = steps(edit.pointer());
        try {
            return make(edit, name, document, steps);
        } catch (EditRefused refused) {
            throw new EditRefused(place(document, steps) + ": " + refused.reason());
        }
    }

    /** The innermost thing on the way to what is edited, for who has to go there by hand. */
    private static String place(Document document, List<String> steps) {
        Source source = document.source();
        Node node = document.root();
        StringBuilder pointer = new StringBuilder();
        for (String step : steps) {
            Optional<Node> child = JsonSplicer.child(node, step);
            if (child.isEmpty()) {
                break;
            }
            node = child.get();
            pointer.append('/').append(Pointer.escape(step));
        }
        int start = node.span().start();
        return source.file()
                + ':'
                + source.line(start)
                + ':'
                + source.column(start)
                + (pointer.isEmpty() ? "" : " " + pointer);
    }

    private static String make(Edit edit, String name, Document document, List<String> steps) throws EditRefused {
        Node root = document.root();
        String text = document.source().text();
        Node value = value(edit);
        String made = Parser.isYaml(name)
                ? makeYaml(edit, text, root, steps, value)
                : makeJson(edit, text, root, steps, value);
        Node expected = TreeEdits.applied(root, steps, edit, value);
        if (!JsonText.of(parse(name, made).root()).equals(JsonText.of(expected))) {
            throw new EditRefused("this file is laid out in a way that cannot be edited; edit it by hand");
        }
        return made;
    }

    private static String makeJson(Edit edit, String text, Node root, List<String> steps, Node value)
            throws EditRefused {
        JsonSplicer splicer = new JsonSplicer(text);
        if (edit instanceof Edit.Set) {
            return splicer.set(root, steps, value);
        }
        Node parent = parent(root, steps);
        String last = steps.get(steps.size() - 1);
        if (edit instanceof Edit.Insert) {
            return splicer.insert(parent, last, value);
        }
        return edit instanceof Edit.Move move ? splicer.move(parent, last, move.to()) : splicer.remove(parent, last);
    }

    private static String makeYaml(Edit edit, String text, Node root, List<String> steps, Node value)
            throws EditRefused {
        YamlSplicer splicer = new YamlSplicer(text);
        if (edit instanceof Edit.Set) {
            return splicer.set(root, steps, value);
        }
        Node parent = parent(root, steps);
        String last = steps.get(steps.size() - 1);
        if (edit instanceof Edit.Insert) {
            return splicer.insert(parent, last, value);
        }
        return edit instanceof Edit.Move move ? splicer.move(parent, last, move.to()) : splicer.remove(parent, last);
    }

    private static Node parent(Node root, List<String> steps) throws EditRefused {
        if (steps.isEmpty()) {
            throw new EditRefused("the whole file can only be set");
        }
        return find(root, steps.subList(0, steps.size() - 1));
    }

    private static Node value(Edit edit) throws EditRefused {
        if (edit instanceof Edit.Set set) {
            return value(set.json());
        }
        return edit instanceof Edit.Insert insert ? value(insert.json()) : new Node.NullNode(new Node.Span(0, 0));
    }

    private static Node find(Node root, List<String> steps) throws EditRefused {
        Node node = root;
        for (String step : steps) {
            node = JsonSplicer.child(node, step)
                    .orElseThrow(() -> new EditRefused("there is no \"" + step + "\" there"));
        }
        return node;
    }

    private static List<String> steps(String pointer) throws EditRefused {
        try {
            return Pointer.steps(pointer);
        } catch (IllegalArgumentException e) {
            throw new EditRefused("a JSON pointer is empty or starts with '/'");
        }
    }

    private static Node value(String json) throws EditRefused {
        return parse("value.json", json).root();
    }

    private static Document parse(String name, String text) throws EditRefused {
        Findings findings = new Findings();
        Optional<Document> document = Parser.parse(new Source(name, text), findings);
        if (document.isEmpty() || findings.hasErrors()) {
            throw new EditRefused(FindingFormat.line(findings.sorted().get(0)));
        }
        return document.get();
    }
}
