package io.ccgate.usage.history;

import java.util.List;
import java.util.Locale;

/** How finely a summary cuts a day. Each grain has files of its own, so that a coarse question reads little. */
public enum Grain {
    /** The day by model, upstream and agent; its cells begin at midnight. */
    DAY,
    /** The day by hour alone. */
    CLOCK,
    /** By hour, model, upstream and agent. */
    HOUR,
    /** By session, sub-agent and agent. */
    SESSION;

    /** From the finest on. The coarsest is written last: where a day has it, the others were written before. */
    static final List<Grain> FINEST_FIRST = List.of(SESSION, HOUR, CLOCK, DAY);

    /** Ending of the files' names. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
