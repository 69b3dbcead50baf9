package io.ccgate.config.edit;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NullNode;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import java.util.ArrayList;
import java.util.List;

/** What an edit means, whatever the text looks like: the measure that an edited text is checked against. Pure. */
final class TreeEdits {
    private static final Span NOWHERE = new Span(0, 0);

    private TreeEdits() {}

    /** @param value the parsed value of the edit; ignored where it has none */
    static Node applied(Node node, List<String> steps, Edit edit, Node value) throws EditRefused {
        if (steps.isEmpty()) {
            return value;
        }
        String step = steps.get(0);
        boolean last = steps.size() == 1;
        if (node instanceof ArrayNode array) {
            List<Node> items = new ArrayList<>(array.items());
            if (last && edit instanceof Edit.Insert) {
                items.add(step.equals("-") ? items.size() : JsonSplicer.index(step, items.size() + 1), value);
            } else {
                int index = JsonSplicer.index(step, items.size());
                if (last && edit instanceof Edit.Remove) {
                    items.remove(index);
                } else if (last && edit instanceof Edit.Move move) {
                    items.add(move.to(), items.remove(index));
                } else {
                    items.set(index, applied(items.get(index), steps.subList(1, steps.size()), edit, value));
                }
            }
            return new ArrayNode(NOWHERE, items);
        }
        List<Member> members =
                new ArrayList<>(node instanceof ObjectNode object ? object.members() : List.<Member>of());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.name().equals(step)) {
                if (last && edit instanceof Edit.Remove) {
                    members.remove(i);
                } else {
                    Node inner = applied(member.value(), steps.subList(1, steps.size()), edit, value);
                    members.set(i, new Member(step, NOWHERE, inner));
                }
                return new ObjectNode(NOWHERE, members);
            }
        }
        Node inner = applied(new NullNode(NOWHERE), steps.subList(1, steps.size()), edit, value);
        members.add(new Member(step, NOWHERE, inner));
        return new ObjectNode(NOWHERE, members);
    }
}
