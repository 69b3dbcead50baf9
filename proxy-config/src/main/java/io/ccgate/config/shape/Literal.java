package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values of definitions as nodes. */
final class Literal {
    private static final Span NOWHERE = new Span(0, 0);

    private Literal() {}

    static Node node(Object value) {
        if (value instanceof String text) {
            return new Node.TextNode(NOWHERE, text);
        }
        if (value instanceof Boolean bool) {
            return new Node.BooleanNode(NOWHERE, bool);
        }
        if (value instanceof Number number) {
            return new Node.NumberNode(NOWHERE, number.toString());
        }
        if (value instanceof List<?> list) {
            List<Node> items = new ArrayList<>();
            for (Object item : list) {
                items.add(node(item));
            }
            return new Node.ArrayNode(NOWHERE, items);
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return new Node.ObjectNode(NOWHERE, List.of());
        }
        throw new IllegalArgumentException("no default can be written as " + value);
    }
}
