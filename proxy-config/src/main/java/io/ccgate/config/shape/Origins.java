package io.ccgate.config.shape;

import io.ccgate.config.check.Place;
import io.ccgate.config.check.Places;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/** Where each record came from, by identity: two equal tenants stand at two places. */
public final class Origins implements Places {
    private record Origin(Document document, Node node) {}

    private final IdentityHashMap<Object, Origin> origins = new IdentityHashMap<>();
    private final Set<String> openFiles = new HashSet<>();

    void put(Object record, Document document, Node node) {
        origins.put(record, new Origin(document, node));
    }

    /** Notes that every user of the machine may read the file. */
    public void markReadableByAll(String file) {
        openFiles.add(file);
    }

    @Override
    public boolean readableByAll(String file) {
        return openFiles.contains(file);
    }

    @Override
    public Place of(Object record, Object... path) {
        Origin origin = origins.get(record);
        if (origin == null) {
            return Place.ofFile("");
        }
        Node node = origin.node();
        Optional<Member> named = Optional.empty();
        for (Object step : path) {
            Optional<Member> member =
                    node instanceof ObjectNode object ? object.find(String.valueOf(step)) : Optional.empty();
            Optional<Node> next = member.map(Member::value);
            if (node instanceof ArrayNode array
                    && step instanceof Integer index
                    && index < array.items().size()) {
                next = Optional.of(array.items().get(index));
            }
            if (next.isEmpty()) {
                break;
            }
            named = member;
            node = next.get();
        }
        // A whole object or list is better shown by its key.
        boolean byName = named.isPresent() && (node instanceof ObjectNode || node instanceof ArrayNode);
        return byName
                ? origin.document().placeOfName(named.get())
                : origin.document().placeOf(node);
    }
}
