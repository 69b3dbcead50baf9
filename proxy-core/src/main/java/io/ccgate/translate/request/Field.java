package io.ccgate.translate.request;

import io.ccgate.config.model.Protocol;

/** Fields that every protocol has under a name of its own, for telling the client what was lost or is wrong. */
enum Field {
    TURNS("messages", "messages", "input", "contents"),
    MAX_TOKENS("max_tokens", "max_tokens", "max_output_tokens", "generationConfig.maxOutputTokens"),
    STOPS("stop_sequences", "stop", "stop", "generationConfig.stopSequences"),
    REASONING("thinking", "reasoning_effort", "reasoning", "generationConfig.thinkingConfig"),
    PARALLEL_TOOLS("tool_choice.disable_parallel_tool_use", "parallel_tool_calls", "parallel_tool_calls", "toolConfig");

    private final String anthropic;
    private final String chat;
    private final String responses;
    private final String gemini;

    Field(String anthropic, String chat, String responses, String gemini) {
        this.anthropic = anthropic;
        this.chat = chat;
        this.responses = responses;
        this.gemini = gemini;
    }

    String path(Protocol client) {
        return switch (client) {
            case ANTHROPIC -> anthropic;
            case CHAT -> chat;
            case RESPONSES -> responses;
            case GEMINI -> gemini;
        };
    }
}
