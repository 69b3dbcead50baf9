package io.ccgate.agents.apply;

/**
 * Something the user should know.
 *
 * @param problem whether something was not done that was asked for
 */
public record Note(boolean problem, String text) {
    static Note problem(String text) {
        return new Note(true, text);
    }

    static Note remark(String text) {
        return new Note(false, text);
    }
}
