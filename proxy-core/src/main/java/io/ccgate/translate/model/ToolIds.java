package io.ccgate.translate.model;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The ids of one answer's tool calls as an Anthropic client accepts them: valid, present and different. */
public final class ToolIds {
    private final Supplier<String> newId;
    private final Set<String> used = new HashSet<>();

    public ToolIds(Supplier<String> newId) {
        this.newId = newId;
    }

    /** @param id the upstream's; empty for a fresh one */
    public String next(String id) {
        String valid = id.isEmpty() ? "toolu_" + newId.get() : ToolNames.anthropicId(id);
        String unique = valid;
        for (int n = 2; !used.add(unique); n++) {
            unique = valid + "_" + n;
        }
        return unique;
    }
}
