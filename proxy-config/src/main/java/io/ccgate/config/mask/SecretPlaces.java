package io.ccgate.config.mask;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.TextNode;
import io.ccgate.config.tree.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where secrets stand in a file: what its shape calls one, passwords in URLs, and what free-form objects name like one. */
final class SecretPlaces {
    private static final Set<String> TELLTALE =
            Set.of("token", "key", "secret", "password", "passwd", "authorization", "credential", "cookie");
    private static final Set<String> HOLDERS = Set.of("env", "headers", "http_headers");

    private final List<Place> found = new ArrayList<>();

    /**
     * A secret.
     *
     * @param mask what is shown instead
     */
    record Place(String pointer, TextNode node, String mask) {}

    private SecretPlaces() {}

    static List<Place> of(ConfigFile file, Node root) {
        SecretPlaces places = new SecretPlaces();
        places.walk(file.shape().schema(), root, "");
        return places.found;
    }

    private void walk(Map<?, ?> schema, Node node, String pointer) {
        if (node instanceof TextNode text) {
            boolean secret = Boolean.TRUE.equals(schema.get("writeOnly"));
            add(pointer, text, secret ? Mask.of(text.value()) : Mask.ofUrl(text.value()));
        } else if (node instanceof ArrayNode array) {
            Map<?, ?> items = map(schema.get("items"));
            for (int i = 0; i < array.items().size(); i++) {
                walk(items, array.items().get(i), pointer + '/' + i);
            }
        } else if (node instanceof ObjectNode object) {
            Map<?, ?> shape = objectSchema(schema);
            if (isFree(shape)) {
                walkFree(object, pointer, false);
                return;
            }
            Map<?, ?> properties = map(shape.get("properties"));
            for (Member member : object.members()) {
                Object known = properties.get(member.name());
                Map<?, ?> inner = map(known == null ? shape.get("additionalProperties") : known);
                walk(inner, member.value(), step(pointer, member));
            }
        }
    }

    /** Of several shapes, the one for an object. */
    private static Map<?, ?> objectSchema(Map<?, ?> schema) {
        if (schema.get("anyOf") instanceof List<?> choices) {
            for (Object choice : choices) {
                Map<?, ?> candidate = map(choice);
                if ("object".equals(candidate.get("type"))) {
                    return candidate;
                }
            }
        }
        return schema;
    }

    private static boolean isFree(Map<?, ?> schema) {
        return !schema.containsKey("properties") && !(schema.get("additionalProperties") instanceof Map);
    }

    /** Nothing says what is secret here, so better too much. */
    private void walkFree(Node node, String pointer, boolean secret) {
        if (node instanceof TextNode text) {
            add(pointer, text, secret ? Mask.of(text.value()) : Mask.ofUrl(text.value()));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.items().size(); i++) {
                walkFree(array.items().get(i), pointer + '/' + i, secret);
            }
        } else if (node instanceof ObjectNode object) {
            for (Member member : object.members()) {
                String name = member.name().toLowerCase(Locale.ROOT);
                boolean named = HOLDERS.contains(name) || TELLTALE.stream().anyMatch(name::contains);
                walkFree(member.value(), step(pointer, member), secret || named);
            }
        }
    }

    private void add(String pointer, TextNode node, String mask) {
        if (!mask.equals(node.value()) || Mask.isMask(node.value())) {
            found.add(new Place(pointer, node, mask));
        }
    }

    private static String step(String pointer, Member member) {
        return pointer + '/' + Pointer.escape(member.name());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
