package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;
import java.util.Map;

/**
 * What the client's request says about the form of its answer.
 *
 * @param usageInStream the stream shall end with a usage chunk (Chat)
 * @param thoughts thinking may be shown
 * @param thoughtText thinking may be shown with its text, not only its seal
 * @param tier the client chose a service tier and expects to be told the one that served it
 * @param sse stream as server-sent events; false for Gemini's JSON array
 * @param echo the settings that a Responses answer repeats
 * @param tools how tools look to the client, where that differs from their neutral name
 */
public record ClientWishes(
        boolean usageInStream,
        boolean thoughts,
        boolean thoughtText,
        boolean tier,
        boolean sse,
        ObjectNode echo,
        Map<String, ToolFace> tools) {

    public static final ClientWishes NONE = new ClientWishes(false, true, true, false, true, Json.object(), Map.of());

    /**
     * A tool as a Responses client knows it.
     *
     * @param namespace empty for none
     */
    public record ToolFace(String namespace, String name, boolean freeform) {}
}
