package io.ccgate.config.shape;

import org.jspecify.annotations.Nullable;

/** A value that its type refuses; a message is said instead of the general sentence. */
final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch() {
        this(null);
    }

    Mismatch(@Nullable String problem) {
        super(problem, null, false, false);
    }
}
