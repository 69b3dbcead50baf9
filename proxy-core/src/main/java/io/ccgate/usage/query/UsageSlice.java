package io.ccgate.usage.query;

import io.ccgate.usage.ledger.Cells;
import java.util.Optional;

/**
 * Which part of the usage is looked at; each empty part means all.
 *
 * @param model as the records name it
 * @param upstream its id
 * @param agent its id
 */
public record UsageSlice(Optional<String> model, Optional<String> upstream, Optional<String> agent) {
    public static final UsageSlice ALL = new UsageSlice(Optional.empty(), Optional.empty(), Optional.empty());

    boolean holds(Cells.Cell cell) {
        return holds(model, cell.model()) && holds(upstream, cell.upstream()) && holds(agent, cell.agent());
    }

    private static boolean holds(Optional<String> wanted, String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }
}
