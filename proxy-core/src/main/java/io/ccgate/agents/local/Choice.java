package io.ccgate.agents.local;

import java.util.Optional;

/** What a user chose; what is empty is as it was the last time, else as the configuration says. */
public record Choice(
        Optional<String> gateway, Optional<String> tenant, Optional<String> key, Optional<String> profile) {
    /** Nothing in particular. */
    public static final Choice NONE =
            new Choice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
