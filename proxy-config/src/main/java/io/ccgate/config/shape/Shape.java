package io.ccgate.config.shape;

import io.ccgate.config.check.Nearest;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NullNode;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object with known keys, and the record it becomes. */
public final class Shape<T> implements Type<T> {
    private final String description;
    private final List<Key<?>> keys;
    private final Function<Values, T> build;

    private Shape(String description, List<Key<?>> keys, Function<Values, T> build) {
        this.description = description;
        this.keys = keys;
        this.build = build;
    }

    /** @param build makes the record; called only when every required key is there and right */
    public static <T> Shape<T> of(String description, Function<Values, T> build, Key<?>... keys) {
        return new Shape<>(description, List.of(keys), build);
    }

    public String description() {
        return description;
    }

    public List<Key<?>> keys() {
        return keys;
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof ObjectNode object)) {
            reading.reject(node, "expected an object, found " + Reading.kind(node), "write { … } with " + names());
            return Optional.empty();
        }
        Values values = new Values(reading, object);
        for (Member member : object.members()) {
            readMember(member, values, reading);
        }
        boolean complete = true;
        for (Key<?> key : keys) {
            if (key.isRequired() && values.find(key).isEmpty()) {
                complete = false;
                if (!values.has(key)) {
                    reading.reject(
                            object,
                            "\"" + key.name() + "\" is missing",
                            "add \"" + key.name() + "\": " + key.type().words());
                }
            }
        }
        if (!complete) {
            return Optional.empty();
        }
        T record = build.apply(values);
        reading.remember(record, object);
        return Optional.of(record);
    }

    private void readMember(Member member, Values values, Reading reading) {
        Key<?> key = find(member.name());
        if (key != null) {
            if (!(member.value() instanceof NullNode)) {
                values.read(key, member);
            }
        } else if (!isNote(member.name())) {
            reading.rejectName(member, "unknown key \"" + member.name() + "\"", remedyFor(member.name()));
        }
    }

    private @Nullable Key<?> find(String name) {
        for (Key<?> key : keys) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    /** Keys anyone may add: a schema for editors, remarks, and data of other programs. */
    private static boolean isNote(String name) {
        return isRemark(name) || name.startsWith("x-");
    }

    /** What is no name even where users choose the names: there {@code x-team} is a header and {@code x-ai/*} a model. */
    static boolean isRemark(String name) {
        return name.equals("$schema") || name.equals("_comment");
    }

    private String remedyFor(String name) {
        List<String> known = new ArrayList<>();
        keys.forEach(key -> known.add(key.name()));
        Optional<String> near = Nearest.to(name, known);
        if (near.isPresent()) {
            return "did you mean \"" + near.get() + "\"?";
        }
        List<String> deeper = new ArrayList<>();
        findDeeper(name, "", deeper);
        return deeper.isEmpty() ? "known here: " + String.join(", ", known) : "it belongs to \"" + deeper.get(0) + "\"";
    }

    /** The objects below this one in which a key of that name is known. */
    private void findDeeper(String name, String path, List<String> found) {
        for (Key<?> key : keys) {
            if (key.type() instanceof Shape<?> inner) {
                String innerPath = path.isEmpty() ? key.name() : path + '.' + key.name();
                if (inner.find(name) != null) {
                    found.add(innerPath);
                }
                inner.findDeeper(name, innerPath, found);
            }
        }
    }

    private String names() {
        StringBuilder names = new StringBuilder();
        for (Key<?> key : keys) {
            names.append(names.isEmpty() ? "" : ", ").append(key.name());
        }
        return names.toString();
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        for (Key<?> key : keys) {
            properties.put(key.name(), property(key));
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("description", description);
        schema.put("properties", properties);
        schema.put("patternProperties", Map.of("^(x-.*|_comment|\\$schema)$", Map.of()));
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> property(Key<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>(key.type().schema());
        schema.put("description", key.description() + (key.needsRestart() ? " Takes effect at restart." : ""));
        key.shownDefault().ifPresent(value -> schema.put("default", value));
        return schema;
    }

    @Override
    public String words() {
        return "an object";
    }
}
