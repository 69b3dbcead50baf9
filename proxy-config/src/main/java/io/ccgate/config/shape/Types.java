package io.ccgate.config.shape;

import io.ccgate.config.check.Nearest;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Texts, choices and what holds several values. Numbers are in {@link Numbers}, times and sizes in {@link Quantities}. */
public final class Types {
    private static final Map<String, Object> STRING = Map.of("type", "string");

    private Types() {}

    public static Type<Boolean> bool() {
        Map<String, Object> schema = Scalar.orReference(Map.of("type", "boolean"));
        return new Scalar<>("true or false", "write true or false, without quotes", schema, (node, reading) -> {
            if (node instanceof BooleanNode bool) {
                return bool.value();
            }
            if (node instanceof TextNode text && text.referenced()) {
                if (text.value().equals("true") || text.value().equals("false")) {
                    return text.value().equals("true");
                }
            }
            throw new Mismatch();
        });
    }

    /** Any text. */
    public static Type<String> text() {
        return new Scalar<>("a text", "write a text in double quotes", STRING, (node, reading) -> string(node));
    }

    /** A text with something in it. */
    public static Type<String> nonEmpty() {
        Map<String, Object> schema = ordered("type", "string", "minLength", 1);
        return new Scalar<>("a text", "write a text of at least one character", schema, (node, reading) -> {
            String text = string(node);
            if (text.isBlank()) {
                throw new Mismatch("must not be empty");
            }
            return text;
        });
    }

    /** A path of a URL. */
    public static Type<String> urlPath() {
        Map<String, Object> schema = ordered("type", "string", "pattern", "^/");
        return new Scalar<>("a path such as \"/health\"", "start it with '/'", schema, (node, reading) -> {
            String text = string(node);
            if (!text.startsWith("/")) {
                throw new Mismatch();
            }
            return text;
        });
    }

    /** A text that is never shown. */
    public static Type<Secret> secret() {
        String remedy = "write a text, or better ${env:NAME} or ${file:path}";
        Map<String, Object> schema = ordered("type", "string", "writeOnly", true);
        return new Scalar<>("a text (secret)", remedy, schema, false, (node, reading) -> {
            Secret secret = Secret.of(string(node));
            reading.remember(secret, node);
            return secret;
        });
    }

    /** A text that must hold something and is never shown. */
    public static Type<Secret> nonEmptySecret() {
        String remedy = "write a text, or better ${env:NAME} or ${file:path}";
        Map<String, Object> schema = ordered("type", "string", "minLength", 1, "writeOnly", true);
        return new Scalar<>("a text (secret)", remedy, schema, false, (node, reading) -> {
            String value = string(node);
            if (value.isBlank()) {
                throw new Mismatch("must not be empty");
            }
            Secret secret = Secret.of(value);
            reading.remember(secret, node);
            return secret;
        });
    }

    /** A model or upstream name pattern. */
    public static Type<ModelPattern> pattern() {
        Map<String, Object> schema = ordered("type", "string", "minLength", 1);
        String remedy = "write a name, with * for any characters and ? for one";
        return new Scalar<>("a name or pattern", remedy, schema, (node, reading) -> {
            String text = string(node);
            if (text.isBlank()) {
                throw new Mismatch("must not be empty");
            }
            return new ModelPattern(text);
        });
    }

    /** One of the named values. */
    public static <T> Type<T> choice(T[] values, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (T value : values) {
            byName.put(name.apply(value), value);
        }
        return choice(byName);
    }

    /** One of the named values. */
    public static <T> Type<T> choice(Map<String, T> byName) {
        String names = String.join(", ", byName.keySet());
        Map<String, Object> schema = ordered("type", "string", "enum", List.copyOf(byName.keySet()));
        return new Scalar<>("one of " + names, "use one of " + names, schema, (node, reading) -> {
            String text = string(node);
            T value = byName.get(text);
            if (value == null) {
                boolean referenced = node instanceof TextNode node2 && node2.referenced();
                String hint = referenced
                        ? ""
                        : Nearest.to(text, byName.keySet())
                                .map(near -> " (did you mean \"" + near + "\"?)")
                                .orElse("");
                throw new Mismatch("unknown choice" + (referenced ? "" : " \"" + text + '"') + hint);
            }
            return value;
        });
    }

    /** True, false, or one of the named values between the two. */
    public static <T> Type<T> boolOr(T yes, T no, Map<String, T> between) {
        String names = String.join(", ", between.keySet());
        Map<String, Object> schema = Map.of(
                "anyOf",
                List.of(
                        Scalar.orReference(Map.of("type", "boolean")),
                        ordered("type", "string", "enum", List.copyOf(between.keySet()))));
        Type<Boolean> bool = bool();
        return new Scalar<>(
                "true, false or " + names, "write true, false or \"" + names + '"', schema, (node, reading) -> {
                    if (node instanceof TextNode text && between.get(text.value()) != null) {
                        return between.get(text.value());
                    }
                    if (node instanceof BooleanNode || (node instanceof TextNode text && text.referenced())) {
                        return bool.read(node, reading).orElseThrow(Mismatch::new) ? yes : no;
                    }
                    throw new Mismatch();
                });
    }

    public static <T> Type<List<T>> list(Type<T> item) {
        return new ListType<>(item);
    }

    /** An object whose keys are free; the order of the file is kept. */
    public static <T> Type<Map<String, T>> map(String keyWords, Type<T> value) {
        return new MapType<>(keyWords, value);
    }

    /** Any JSON object, as compact JSON text. */
    public static Type<String> json() {
        Map<String, Object> schema = Map.of("type", "object");
        return new Scalar<>("an object", "write { … }", schema, false, (node, reading) -> {
            if (!(node instanceof Node.ObjectNode)) {
                throw new Mismatch();
            }
            return JsonText.of(node);
        });
    }

    /** Whatever stands there, as compact JSON text. */
    public static Type<String> anything() {
        return new Scalar<>("anything", "", Map.of(), false, (node, reading) -> JsonText.of(node));
    }

    static String string(Node node) throws Mismatch {
        if (node instanceof TextNode text) {
            return text.value();
        }
        throw new Mismatch();
    }

    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
