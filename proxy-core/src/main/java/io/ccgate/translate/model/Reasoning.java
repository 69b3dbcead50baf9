package io.ccgate.translate.model;

/**
 * How much the model shall think.
 *
 * @param level {@code minimal, low, medium, high, xhigh, max}; empty unless the mode is {@link Mode#LEVEL}
 * @param budget tokens; 0 unless the mode is {@link Mode#BUDGET}
 * @param show whether the client wants to read the thoughts
 */
public record Reasoning(Mode mode, String level, long budget, boolean show) {

    /** In what measure the client spoke. */
    public enum Mode {
        OFF,
        /** As much as the model finds right. */
        DYNAMIC,
        LEVEL,
        BUDGET
    }

    public static Reasoning off() {
        return new Reasoning(Mode.OFF, "", 0, false);
    }

    public static Reasoning dynamic(boolean show) {
        return new Reasoning(Mode.DYNAMIC, "", 0, show);
    }

    public static Reasoning level(String level, boolean show) {
        return level.equals("none") ? off() : new Reasoning(Mode.LEVEL, level, 0, show);
    }

    public static Reasoning budget(long tokens, boolean show) {
        return new Reasoning(Mode.BUDGET, "", tokens, show);
    }

    /** The level nearest to what was asked; empty if nothing nearer than "dynamic" was. */
    public String asLevel() {
        if (mode != Mode.BUDGET) {
            return level;
        }
        if (budget <= 2048) {
            return "low";
        }
        if (budget <= 8192) {
            return "medium";
        }
        return budget <= 16384 ? "high" : "xhigh";
    }
}
