package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thoughts of one provider in a signature field of another's protocol: {@code base64("gwth1:" + JSON array of blocks)}.
 * The client carries it from turn to turn, so the gateway keeps no state. Every envelope starts with
 * {@value #MARK}, which no provider's own signature does.
 */
public final class Envelope {
    public static final String MARK = "Z3d0aDE6";

    private static final String PREFIX = "gwth1:";

    private Envelope() {}

    /** Whether a signature was made here, and not by a provider. */
    public static boolean isOurs(@Nullable String signature) {
        return signature != null && signature.startsWith(MARK);
    }

    /** Marks a thought as ours that nobody sealed. */
    public static String empty() {
        return seal(List.of());
    }

    public static String seal(List<Part.Thinking> thoughts) {
        ArrayNode blocks = Json.array();
        thoughts.forEach(thought -> blocks.add(block(thought)));
        return Base64.getEncoder().encodeToString((PREFIX + Json.text(blocks)).getBytes(StandardCharsets.UTF_8));
    }

    /** The thoughts inside; empty if the string is no envelope or a broken one. */
    public static List<Part.Thinking> open(@Nullable String envelope) {
        if (envelope == null || !isOurs(envelope)) {
            return List.of();
        }
        try {
            String text = new String(Base64.getDecoder().decode(envelope), StandardCharsets.UTF_8);
            JsonNode blocks = text.startsWith(PREFIX) ? Json.parseOrNull(text.substring(PREFIX.length())) : null;
            List<Part.Thinking> thoughts = new ArrayList<>();
            if (blocks != null) {
                for (JsonNode block : blocks) {
                    Part.Thinking thought = thought(block);
                    if (thought != null) {
                        thoughts.add(thought);
                    }
                }
            }
            return thoughts;
        } catch (IllegalArgumentException notBase64) {
            return List.of();
        }
    }

    /** A thought as a block: Anthropic's own form for Anthropic's, a type of ours for the others. */
    public static ObjectNode block(Part.Thinking thought) {
        ObjectNode block = Json.object();
        Seal seal = thought.seal();
        if (seal == null) {
            return block.put("type", "unsealed").put("thinking", thought.text());
        }
        return switch (seal.kind()) {
            case ANTHROPIC ->
                block.put("type", "thinking").put("thinking", thought.text()).put("signature", seal.value());
            case ANTHROPIC_REDACTED -> block.put("type", "redacted_thinking").put("data", seal.value());
            case OPENAI ->
                block.put("type", "openai_reasoning")
                        .put("id", seal.id())
                        .put("summary", thought.text())
                        .put("encrypted_content", seal.value());
            case GEMINI -> block.put("type", "gemini_thought").put("signature", seal.value());
        };
    }

    /** The thought that a block holds; null if its type is unknown. */
    public static Part.@Nullable Thinking thought(JsonNode block) {
        return switch (Json.string(block, "type", "")) {
            case "thinking" ->
                new Part.Thinking(
                        Json.string(block, "thinking", ""), Seal.anthropic(Json.string(block, "signature", "")));
            case "redacted_thinking" -> new Part.Thinking("", Seal.redacted(Json.string(block, "data", "")));
            case "openai_reasoning" ->
                new Part.Thinking(
                        Json.string(block, "summary", ""),
                        Seal.openAi(Json.string(block, "id", ""), Json.string(block, "encrypted_content", "")));
            case "gemini_thought" -> new Part.Thinking("", Seal.gemini(Json.string(block, "signature", "")));
            default -> null;
        };
    }
}
