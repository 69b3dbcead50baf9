package io.ccgate.config.edit;

import io.ccgate.config.check.Finding;
import java.util.List;

/** What became of an edit. */
public sealed interface EditOutcome {

    /**
     * The file holds the change.
     *
     * @param hash of its new content, for the next edit
     * @param warnings of the whole configuration
     */
    record Written(String hash, List<Finding> warnings) implements EditOutcome {}

    /** The configuration would be in error; nothing was written. */
    record Invalid(List<Finding> findings) implements EditOutcome {}

    /** The file is no longer the one the caller saw; nothing was written. Read it again and repeat the edit. */
    record Conflict(String hash) implements EditOutcome {}

    /** The edit cannot be made at all: no such place, or no right to write; nothing was written. */
    record Refused(String reason) implements EditOutcome {}
}
