package io.ccgate.translate.count;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the input tokens of a request, erring high: a client that counts too few runs into the model's limit, one that counts
 * too many only tidies up a little early.
 */
public final class TokenEstimate {
    private static final long PER_MESSAGE = 3;
    private static final long PER_TOOL = 8;
    private static final double MARGIN = 1.05;

    private TokenEstimate() {}

    public static long of(Conversation conversation) {
        long tokens = 0;
        for (Part.Text text : conversation.system()) {
            tokens += TextTokens.of(text.text()) + PER_MESSAGE;
        }
        for (Turn turn : conversation.turns()) {
            tokens += PER_MESSAGE + parts(turn.parts());
        }
        for (Tool tool : conversation.tools()) {
            tokens += PER_TOOL + TextTokens.of(tool.name());
            String description = tool.description();
            tokens += description == null ? 0 : TextTokens.of(description);
            tokens += tree(tool.jsonSchema()) + tree(tool.grammar());
        }
        if (conversation.format() instanceof OutputFormat.Schema schema) {
            tokens += tree(schema.schema());
        }
        return (long) Math.ceil(tokens * MARGIN);
    }

    private static long tree(@Nullable JsonNode node) {
        return node == null ? 0 : TextTokens.of(Json.text(node));
    }

    private static long parts(List<Part> parts) {
        long tokens = 0;
        for (Part part : parts) {
            tokens += part(part);
        }
        return tokens;
    }

    private static long part(Part part) {
        if (part instanceof Part.Text text) {
            return TextTokens.of(text.text());
        }
        if (part instanceof Part.Refusal refusal) {
            return TextTokens.of(refusal.text());
        }
        if (part instanceof Part.Thinking thinking) {
            return TextTokens.of(thinking.text());
        }
        if (part instanceof Part.ToolCall call) {
            return PER_TOOL + TextTokens.of(call.name()) + TextTokens.of(call.arguments());
        }
        if (part instanceof Part.ToolResult result) {
            return PER_TOOL + parts(result.content());
        }
        if (part instanceof Part.Image image) {
            return MediaTokens.image(image.source());
        }
        if (part instanceof Part.Document document) {
            Part.Source source = document.source();
            if (source instanceof Part.PlainText text) {
                return TextTokens.of(text.text());
            }
            return source instanceof Part.Parts inner ? parts(inner.parts()) : MediaTokens.document(source);
        }
        return part instanceof Part.Foreign foreign ? tree(foreign.raw()) : 0;
    }
}
