package io.ccgate.agents;

import org.jspecify.annotations.Nullable;

/**
 * The conversation a request belongs to, as its client names it.
 *
 * @param id null when the client names none
 * @param agentId the sub-agent within the session; null for the main one
 * @param parentId the sub-agent that started it, or, of Codex, the thread; null when that was the main one, or is not said
 */
public record Session(
        @Nullable String id,
        @Nullable String agentId,
        @Nullable String parentId) {
    /** No session named. */
    public static final Session NONE = new Session(null, null, null);

    /**
     * What keeps the requests of one conversation together.
     *
     * @param digest of what opens the conversation; stands in when the client names no session; null when there is none
     */
    public @Nullable String affinityKey(@Nullable String digest) {
        return id != null ? id : digest;
    }
}
