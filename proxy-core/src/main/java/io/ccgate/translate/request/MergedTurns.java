package io.ccgate.translate.request;

import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Turn;
import java.util.ArrayList;
import java.util.List;

/** Turns as most targets want them: neighbours of one role merged, nothing between tool calls and their results. */
final class MergedTurns {
    private MergedTurns() {}

    static List<Turn> of(List<Turn> turns) {
        List<Turn> merged = new ArrayList<>();
        List<Turn> waiting = new ArrayList<>();
        for (Turn turn : turns) {
            int last = merged.size() - 1;
            boolean sameRole = last >= 0 && merged.get(last).role() == turn.role();
            if (turn.role() == Turn.Role.SYSTEM) {
                if (last >= 0 && awaitsResults(merged.get(last))) {
                    waiting.add(turn);
                } else {
                    merged.add(turn);
                }
            } else if (sameRole) {
                List<Part> parts = new ArrayList<>(merged.get(last).parts());
                parts.addAll(turn.parts());
                merged.set(last, new Turn(turn.role(), parts));
            } else {
                if (turn.role() == Turn.Role.ASSISTANT) {
                    merged.addAll(waiting);
                    waiting.clear();
                }
                merged.add(turn);
            }
        }
        merged.addAll(waiting);
        return merged;
    }

    private static boolean awaitsResults(Turn turn) {
        return turn.role() == Turn.Role.ASSISTANT && turn.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
    }
}
