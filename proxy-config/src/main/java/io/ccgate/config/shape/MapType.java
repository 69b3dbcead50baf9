package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An object whose keys the user chooses; wrong values are reported and left out. */
public record MapType<T>(String keyWords, Type<T> value) implements Type<Map<String, T>> {

    @Override
    public Optional<Map<String, T>> read(Node node, Reading reading) {
        if (!(node instanceof ObjectNode object)) {
            reading.reject(
                    node, "expected an object, found " + Reading.kind(node), "write { \"" + keyWords + "\": … }");
            return Optional.empty();
        }
        Map<String, T> values = new LinkedHashMap<>();
        for (Member member : object.members()) {
            if (!Shape.isRemark(member.name())) {
                reading.read(value, member.value()).ifPresent(read -> values.put(member.name(), read));
            }
        }
        return Optional.of(Collections.unmodifiableMap(values));
    }

    @Override
    public Map<String, Object> schema() {
        return Types.ordered("type", "object", "additionalProperties", value.schema());
    }

    @Override
    public String words() {
        return "an object: " + keyWords + " → " + value.words();
    }
}
