package io.ccgate.agents.wish;

/** Why something cannot be written for an agent; for people, with what helps. */
final class WishProblem extends Exception {
    private static final long serialVersionUID = 1L;

    WishProblem(String problem) {
        super(problem, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
