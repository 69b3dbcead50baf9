package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.wire.Json;
import java.util.Set;

/** Content blocks of Messages API requests. */
final class AnthropicBlocksWriter {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private AnthropicBlocksWriter() {}

    static ObjectNode block(Part part, Target target) {
        if (part instanceof Part.Text text) {
            ObjectNode block = Json.object().put("type", "text").put("text", text.text());
            AnthropicTurns.mark(block, text.cache());
            return block;
        }
        if (part instanceof Part.Refusal refusal) {
            return Json.object().put("type", "text").put("text", refusal.text());
        }
        if (part instanceof Part.Thinking thinking) {
            return Envelope.block(thinking);
        }
        if (part instanceof Part.Image image) {
            ObjectNode block = Json.object().put("type", "image");
            block.set("source", imageSource(image));
            AnthropicTurns.mark(block, image.cache());
            return block;
        }
        if (part instanceof Part.Document document) {
            return document(document, target);
        }
        if (part instanceof Part.Foreign foreign && foreign.raw() instanceof ObjectNode raw) {
            return raw.deepCopy();
        }
        throw new IllegalArgumentException("a " + part.getClass().getSimpleName() + " cannot stand here");
    }

    private static ObjectNode imageSource(Part.Image image) {
        Part.Source source = image.source();
        if (source instanceof Part.Base64 bytes) {
            if (!IMAGES.contains(bytes.mediaType())) {
                throw RejectedException.unsupported(
                        image.at(), image.at() + ": images must be JPEG, PNG, GIF or WebP, not " + bytes.mediaType());
            }
            return base64(bytes);
        }
        if (source instanceof Part.Url url) {
            return Json.object().put("type", "url").put("url", url.url());
        }
        throw stored(image.at());
    }

    private static ObjectNode base64(Part.Base64 bytes) {
        return Json.object()
                .put("type", "base64")
                .put("media_type", bytes.mediaType())
                .put("data", bytes.data());
    }

    private static RejectedException stored(String at) {
        return RejectedException.unsupported(
                at, at + ": files stored at another provider are not seen by this upstream; send the data itself");
    }

    private static ObjectNode document(Part.Document document, Target target) {
        ObjectNode block = Json.object().put("type", "document");
        Part.Source source = document.source();
        if (source instanceof Part.Base64 bytes) {
            if (!bytes.mediaType().equals("application/pdf")) {
                throw RejectedException.unsupported(
                        document.at(),
                        document.at() + ": documents must be PDF or plain text, not " + bytes.mediaType());
            }
            block.set("source", base64(bytes));
        } else if (source instanceof Part.Url url) {
            block.putObject("source").put("type", "url").put("url", url.url());
        } else if (source instanceof Part.PlainText text) {
            block.putObject("source")
                    .put("type", "text")
                    .put("media_type", "text/plain")
                    .put("data", text.text());
        } else if (source instanceof Part.Parts inner) {
            ArrayNode content = block.putObject("source").put("type", "content").putArray("content");
            inner.parts().forEach(part -> content.add(block(part, target)));
        } else {
            throw stored(document.at());
        }
        if (document.title() != null) {
            block.put("title", document.title());
        }
        if (document.context() != null) {
            block.put("context", document.context());
        }
        AnthropicTurns.mark(block, document.cache());
        return block;
    }
}
