package io.ccgate.config.model;

/** The four wire protocols a client may speak and an upstream may understand. */
public enum Protocol {
    ANTHROPIC("anthropic"),
    CHAT("openai-chat"),
    RESPONSES("openai-responses"),
    GEMINI("gemini");

    private final String id;

    Protocol(String id) {
        this.id = id;
    }

    /** The name used in configuration, logs and usage records. */
    public String id() {
        return id;
    }
}
