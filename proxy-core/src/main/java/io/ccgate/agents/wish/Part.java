package io.ccgate.agents.wish;

import java.util.Locale;

/** The kinds of things that are written. */
public enum Part {
    /** The gateway's address and the tenant's key. */
    ENDPOINT,
    /** Custom settings. */
    SETTINGS,
    /** MCP servers. */
    MCP,
    /** The global prompt. */
    PROMPT;

    /** As it is written on the command line and in the books. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
