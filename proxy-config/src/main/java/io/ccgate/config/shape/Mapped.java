package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A type read as another and then turned into the one that is wanted. */
public record Mapped<S, T>(Type<S> source, Function<S, T> turn) implements Type<T> {

    @Override
    public Optional<T> read(Node node, Reading reading) {
        return source.read(node, reading).map(turn);
    }

    @Override
    public Map<String, Object> schema() {
        return source.schema();
    }

    @Override
    public String words() {
        return source.words();
    }
}
