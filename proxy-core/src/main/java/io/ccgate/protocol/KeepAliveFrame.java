package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that keep a silent stream alive, in the only form each protocol's clients were seen to survive. They may be
 * sent between two events, never inside one.
 */
public final class KeepAliveFrame {
    private static final byte[] ANTHROPIC = bytes("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    // Codex does not count comments as life; an event of a type it does not know it counts and ignores.
    private static final byte[] RESPONSES = bytes("data: {\"type\":\"keepalive\"}\n\n");
    private static final byte[] CHAT = bytes(": keep-alive\n\n");
    private static final byte[] NONE = {};

    private KeepAliveFrame() {}

    /** A fresh copy; empty when the protocol's clients survive none: Gemini CLI fails on comments. */
    public static byte[] of(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC -> ANTHROPIC.clone();
            case RESPONSES -> RESPONSES.clone();
            case CHAT -> CHAT.clone();
            case GEMINI -> NONE;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
