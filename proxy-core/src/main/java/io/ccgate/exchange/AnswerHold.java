package io.ccgate.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Holds the end of an answer back until its record is on the disk, for operators who would rather have a late answer than an
 * unrecorded one. Confined to the client's event loop.
 */
public final class AnswerHold {
    private boolean released;
    private @Nullable Runnable then;

    AnswerHold() {}

    /** Whether the record is not on the disk yet. */
    public boolean isHeld() {
        return !released;
    }

    /** Runs an action as soon as nothing holds the answer back: maybe at once. */
    public void whenReleased(Runnable action) {
        if (released) {
            action.run();
        } else {
            then = action;
        }
    }

    /** Lets the end of the answer go. Later calls do nothing. */
    public void release() {
        released = true;
        Runnable waiting = then;
        then = null;
        if (waiting != null) {
            waiting.run();
        }
    }
}
