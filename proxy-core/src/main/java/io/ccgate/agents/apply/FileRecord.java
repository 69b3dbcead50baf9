package io.ccgate.agents.apply;

import io.ccgate.agents.text.Former;
import io.ccgate.agents.text.KeyPath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we know of one file for one agent. Maps and sets keep the order of writing.
 *
 * @param existed whether it was there before us
 * @param original digest under which its bytes from before are kept, or {@link #NO_FILE}; empty once somebody else has changed it meanwhile, since then
 *     only our own values may be taken out
 * @param written digest of the bytes that we wrote last; empty before the first time
 * @param blank the text, when it said nothing at all
 * @param created objects that were added around our values
 * @param filled objects that were empty before our values came into them, as they were written
 */
record FileRecord(
        boolean existed,
        Optional<String> original,
        String written,
        Optional<String> blank,
        Map<KeyPath, Owned> owned,
        Set<KeyPath> created,
        Map<KeyPath, Former> filled) {
    /** In place of a digest: there was no file. */
    static final String NO_FILE = "none";

    static FileRecord fresh(boolean existed) {
        return new FileRecord(
                existed,
                Optional.empty(),
                "",
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>(),
                new LinkedHashMap<>());
    }

    /** A copy whose collections may be changed. */
    FileRecord copy() {
        return new FileRecord(
                existed,
                original,
                written,
                blank,
                new LinkedHashMap<>(owned),
                new LinkedHashSet<>(created),
                new LinkedHashMap<>(filled));
    }

    FileRecord with(Optional<String> originalNow, String writtenNow, Optional<String> blankNow) {
        return new FileRecord(existed, originalNow, writtenNow, blankNow, owned, created, filled);
    }

    boolean isNew() {
        return written.isEmpty();
    }
}
