package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of a turn or of a tool's result. {@code at} is the piece's path in the client's request, for complaints. */
public sealed interface Part {

    /** @param cache a prompt cache is to be written up to here; the object as Anthropic spells it */
    record Text(String text, @Nullable JsonNode cache) implements Part {
        public Text(String text) {
            this(text, null);
        }
    }

    /** A model's refusal, kept apart from what it said. */
    record Refusal(String text) implements Part {}

    /** @param detail OpenAI's wish for the resolution */
    record Image(
            Source source,
            @Nullable String detail,
            @Nullable JsonNode cache,
            String at) implements Part {}

    record Document(
            Source source,
            @Nullable String title,
            @Nullable String context,
            @Nullable JsonNode cache,
            String at) implements Part {}

    /**
     * @param arguments JSON text as the client sent it, or free text for a {@code freeform} tool
     */
    record ToolCall(
            String id,
            String name,
            String arguments,
            boolean freeform,
            @Nullable JsonNode cache,
            String at) implements Part {}

    /**
     * @param content empty when the tool said nothing
     * @param plain the content was one string, not a list of parts
     */
    record ToolResult(
            String callId,
            List<Part> content,
            boolean plain,
            boolean error,
            @Nullable JsonNode cache,
            String at) implements Part {}

    /** What the model thought. Without a seal it cannot be replayed to anyone. */
    record Thinking(String text, @Nullable Seal seal) implements Part {}

    /** A block of one protocol that has no neutral form, kept as it is for that protocol. */
    record Foreign(JsonNode raw, String at) implements Part {}

    /** Where an image or a document is. */
    sealed interface Source {}

    record Base64(String mediaType, String data) implements Source {}

    record Url(String url) implements Source {}

    /** A document that is plain text. */
    record PlainText(String text) implements Source {}

    /** A document made of text and image parts. */
    record Parts(List<Part> parts) implements Source {}

    /** A file stored at a provider. */
    record FileId(String id) implements Source {}
}
