package io.ccgate.translate.model;

import java.util.List;

/**
 * Whether and which tools the model shall use.
 *
 * @param name the one tool of {@link Mode#NAMED}; empty otherwise
 * @param allowed the only tools that may be used; empty means all
 */
public record ToolChoice(Mode mode, String name, List<String> allowed) {

    /** How strongly. */
    public enum Mode {
        AUTO,
        ANY,
        NONE,
        NAMED
    }

    public static ToolChoice of(Mode mode) {
        return new ToolChoice(mode, "", List.of());
    }

    public static ToolChoice named(String name) {
        return new ToolChoice(Mode.NAMED, name, List.of());
    }

    /** Whether the model must call a tool. */
    public boolean forces() {
        return mode == Mode.ANY || mode == Mode.NAMED;
    }
}
