package io.ccgate.agents.apply;

import io.ccgate.config.model.Agent;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of one agent's files, or would become of them.
 *
 * @param diffs by file, in the manner of {@code diff -u}; secrets are masked
 */
public record AgentOutcome(Agent agent, State state, List<FileDiff> diffs, List<Note> notes) {

    /** How it ended. */
    public enum State {
        /** Nothing was done: the agent is not here. */
        NOT_INSTALLED,
        /** All is as it should be. */
        UNCHANGED,
        /** Files were written, or would be. */
        CHANGED,
        /** Nothing was written; the notes say why. */
        REFUSED
    }

    /** A file that changes. */
    public record FileDiff(Path file, String diff) {}

    static AgentOutcome refused(Agent agent, String why) {
        return new AgentOutcome(agent, State.REFUSED, List.of(), List.of(Note.problem(why)));
    }

    /** Whether something was asked for that was not done. */
    public boolean hasProblem() {
        return state == State.REFUSED || notes.stream().anyMatch(Note::problem);
    }
}
