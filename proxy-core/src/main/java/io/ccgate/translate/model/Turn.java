package io.ccgate.translate.model;

import java.util.List;

/** One message of the conversation. */
public record Turn(Role role, List<Part> parts) {

    /** Who speaks. A system turn stands between others; what stands before them is {@link Conversation#system()}. */
    public enum Role {
        USER,
        ASSISTANT,
        SYSTEM
    }
}
