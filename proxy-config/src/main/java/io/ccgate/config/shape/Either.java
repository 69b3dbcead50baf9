package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A single value, or an object instead. */
public record Either<T>(Type<? extends T> single, Type<? extends T> object) implements Type<T> {

    @Override
    public Optional<T> read(Node node, Reading reading) {
        Type<? extends T> type = node instanceof ObjectNode ? object : single;
        return type.read(node, reading).map(value -> value);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(single.schema(), object.schema()));
    }

    @Override
    public String words() {
        return single.words() + ", or an object";
    }
}
