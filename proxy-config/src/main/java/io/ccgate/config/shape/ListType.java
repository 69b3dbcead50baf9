package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values in order; wrong ones are reported and left out. */
public record ListType<T>(Type<T> item) implements Type<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, Reading reading) {
        if (!(node instanceof ArrayNode array)) {
            reading.reject(
                    node,
                    "expected a list, found " + Reading.kind(node),
                    "write [ … ] with " + item.words() + " in it");
            return Optional.empty();
        }
        List<T> values = new ArrayList<>(array.items().size());
        for (Node child : array.items()) {
            reading.read(item, child).ifPresent(values::add);
        }
        return Optional.of(List.copyOf(values));
    }

    @Override
    public Map<String, Object> schema() {
        return Types.ordered("type", "array", "items", item.schema());
    }

    @Override
    public String words() {
        return "a list; each: " + item.words();
    }
}
