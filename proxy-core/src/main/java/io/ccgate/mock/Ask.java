package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a request wants, whatever its protocol.
 *
 * @param stream events instead of one JSON body
 * @param prompt text of the last user message
 * @param question last text block of that message: what a person typed, agents put their reminders before it
 * @param results what tools answered since the model's last turn
 * @param turns how often the model has spoken before
 * @param forced a tool must be called: its name, or empty for any
 * @param schema the shape the answer must have
 * @param maxTokens most output tokens; 0 means no limit
 * @param inputTokens size of everything sent
 * @param cache what the request says about prompt caching
 * @param body the request itself, for what only its own protocol knows
 */
record Ask(
        String model,
        boolean stream,
        String prompt,
        String question,
        List<String> results,
        int turns,
        List<Tool> tools,
        Optional<String> forced,
        Optional<JsonNode> schema,
        Thinking thinking,
        int maxTokens,
        int inputTokens,
        Cache cache,
        JsonNode body) {

    /** A tool the model may call. */
    record Tool(String name, String namespace, boolean custom, JsonNode schema) {}

    /** Whether reasoning is asked for, and whether its text is shown. */
    enum Thinking {
        NONE,
        HIDDEN,
        SHOWN
    }

    /** Prompt caching: none, whatever the provider does by itself, or marked by the request. */
    enum Cache {
        NONE,
        AUTOMATIC,
        FIVE_MINUTES,
        ONE_HOUR
    }
}
