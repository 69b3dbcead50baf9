package io.ccgate.config.edit;

import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Replaces single values in YAML. Everything else would mean to guess at indentation, so it is refused. */
final class YamlSplicer {
    private static final String ADVICE = "; edit the YAML file by hand, or use JSON";

    private YamlSplicer() {}

    static String set(String text, Node root, List<String> steps, Node value) throws EditRefused {
        if (value instanceof ObjectNode || value instanceof ArrayNode) {
            throw new EditRefused("in YAML only single values can be replaced" + ADVICE);
        }
        Node node = root;
        for (String step : steps) {
            Optional<Node> next = JsonSplicer.child(node, step);
            node = next.orElseThrow(() -> new EditRefused("there is no \"" + step + "\" to replace" + ADVICE));
        }
        int start = node.span().start();
        int end = node.span().end();
        if (node instanceof ObjectNode || node instanceof ArrayNode || start == end) {
            throw new EditRefused("in YAML only single values can be replaced" + ADVICE);
        }
        String old = text.substring(start, end);
        if ("|>&!*".indexOf(old.charAt(0)) >= 0 || old.indexOf('\n') >= 0) {
            throw new EditRefused("blocks, anchors and tags cannot be replaced" + ADVICE);
        }
        // A JSON scalar is a YAML scalar.
        return text.substring(0, start) + JsonText.of(value) + text.substring(end);
    }
}
