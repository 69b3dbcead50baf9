package io.ccgate.agents.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the books say of one agent.
 *
 * @param files by path, links resolved
 */
record ScopeRecord(Optional<Enabled> enabled, Map<String, FileRecord> files) {
    static final ScopeRecord NONE = new ScopeRecord(Optional.empty(), Map.of());

    ScopeRecord copy() {
        return new ScopeRecord(enabled, new LinkedHashMap<>(files));
    }

    boolean isEmpty() {
        return enabled.isEmpty() && files.isEmpty();
    }
}
