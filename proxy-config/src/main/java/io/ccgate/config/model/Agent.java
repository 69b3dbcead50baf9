package io.ccgate.config.model;

/** The coding agents the gateway tells apart; {@link #OTHER} is every other application. */
public enum Agent {
    CLAUDE_CODE("claude_code"),
    CODEX("codex"),
    GEMINI("gemini"),
    OTHER("other");

    private final String id;

    Agent(String id) {
        this.id = id;
    }

    /** The name used in configuration, logs and usage records. */
    public String id() {
        return id;
    }
}
