package io.ccgate.usage.cache;

import io.ccgate.usage.TokenUsage;

/**
 * One finished request of a conversation.
 *
 * @param at end of the request in epoch milliseconds
 */
public record Turn(Conversation conversation, String upstream, long at, TokenUsage tokens) {
    /**
     * Requests that extend each other's input.
     *
     * @param agentId the sub-agent; empty for the main one
     * @param model as the client named it: providers keep a cache for each model
     */
    public record Conversation(String tenantId, String session, String agentId, String model) {}
}
