package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A single value.
 *
 * @param words what is expected, as in {@code a duration}
 * @param remedy what to write
 * @param schema its JSON Schema
 * @param shown whether a wrong value may be repeated in a complaint
 */
record Scalar<T>(String words, String remedy, Map<String, Object> schema, boolean shown, Reader<T> reader)
        implements Type<T> {

    Scalar(String words, String remedy, Map<String, Object> schema, Reader<T> reader) {
        this(words, remedy, schema, true, reader);
    }

    /** Turns a node into a value. */
    interface Reader<T> {
        T read(Node node, Reading reading) throws Mismatch;
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        try {
            return Optional.of(reader.read(node, reading));
        } catch (Mismatch mismatch) {
            String found = shown ? Reading.describe(node) : Reading.kind(node);
            String problem = mismatch.getMessage();
            reading.reject(node, problem == null ? "expected " + words + ", found " + found : problem, remedy);
            return Optional.empty();
        }
    }

    /** The schema of a value that is no text, but may come from a reference, which is one. */
    static Map<String, Object> orReference(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Types.ordered("type", "string", "pattern", "\\$\\{(env|file):")));
    }
}
