package io.ccgate.agents.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;

/** Values without places. Two files say the same when their trees are equal; the order of members says nothing. */
public final class Trees {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    /** A JSON text of our own making. */
    public static JsonNode parse(String json) {
        try {
            return normal(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    /** Numbers in one form, however they came. */
    private static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = MAKE.objectNode();
            object.properties().forEach(member -> out.set(member.getKey(), normal(member.getValue())));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = MAKE.arrayNode();
            array.forEach(item -> out.add(normal(item)));
            return out;
        }
        return node.isNumber() ? number(node.asText()) : node;
    }

    /** The tree of a parsed file; of a key that stands twice, the last value. */
    public static JsonNode of(Node node) {
        if (node instanceof Node.ObjectNode object) {
            ObjectNode out = MAKE.objectNode();
            for (Member member : object.members()) {
                out.set(member.name(), of(member.value()));
            }
            return out;
        }
        if (node instanceof Node.ArrayNode array) {
            ArrayNode out = MAKE.arrayNode();
            array.items().forEach(item -> out.add(of(item)));
            return out;
        }
        if (node instanceof TextNode text) {
            return MAKE.textNode(text.value());
        }
        if (node instanceof NumberNode number) {
            return number(number.text());
        }
        return node instanceof BooleanNode bool ? MAKE.booleanNode(bool.value()) : MAKE.nullNode();
    }

    private static JsonNode number(String text) {
        if (text.matches("[+-]?\\d{1,60}")) {
            return MAKE.numberNode(new BigInteger(text));
        }
        // TOML's dates and the like are compared as they are written.
        return text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?")
                ? MAKE.numberNode(new BigDecimal(text))
                : MAKE.pojoNode(text);
    }

    static ObjectNode object() {
        return MAKE.objectNode();
    }

    static JsonNode text(String value) {
        return MAKE.textNode(value);
    }

    static Optional<JsonNode> at(JsonNode tree, KeyPath path) {
        JsonNode node = tree;
        for (String step : path.steps()) {
            JsonNode next = node instanceof ObjectNode object ? object.get(step) : null;
            if (next == null) {
                return Optional.empty();
            }
            node = next;
        }
        return Optional.of(node);
    }

    /** Whether two trees differ nowhere but at the path, and in objects above it that hold nothing else. */
    static boolean sameBut(KeyPath path, JsonNode one, JsonNode other) {
        return without(path.steps().iterator(), one).equals(without(path.steps().iterator(), other));
    }

    private static JsonNode without(Iterator<String> steps, JsonNode node) {
        if (!steps.hasNext() || !(node instanceof ObjectNode object)) {
            return node;
        }
        String step = steps.next();
        JsonNode child = object.get(step);
        if (child == null) {
            return node;
        }
        // Members are shared, not copied: only the objects on the way are new.
        ObjectNode out = MAKE.objectNode();
        object.properties().forEach(member -> out.set(member.getKey(), member.getValue()));
        if (steps.hasNext()) {
            JsonNode rest = without(steps, child);
            out.set(step, rest);
            if (!(rest instanceof ObjectNode) || !rest.isEmpty()) {
                return out;
            }
        }
        out.remove(step);
        return out;
    }

    /** The check behind every change. */
    static void requireSameBut(KeyPath path, JsonNode before, JsonNode after) throws BrokenFile {
        if (!sameBut(path, before, after)) {
            throw new BrokenFile(
                    0,
                    0,
                    path + " cannot be changed without touching other values",
                    "change it by hand, then try again");
        }
    }
}
