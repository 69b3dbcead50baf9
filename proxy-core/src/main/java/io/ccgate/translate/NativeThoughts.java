package io.ccgate.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Thoughts within Anthropic requests that pass to an Anthropic upstream untranslated: those that another provider made are left
 * out on that hop only, and all of them for the one retry after a signature was refused.
 */
public final class NativeThoughts {
    private static final byte[] MARK = Envelope.MARK.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = "\"signature\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REDACTED = "redacted_thinking".getBytes(StandardCharsets.US_ASCII);

    private NativeThoughts() {}

    /** The body without thoughts that another provider made; the same array if it has none. */
    public static byte[] withoutForeign(byte[] body) {
        return contains(body, MARK)
                ? without(body, block -> Envelope.isOurs(Json.string(block, "signature")), false)
                : body;
    }

    /**
     * The body without any thought of earlier turns.
     *
     * @param thinkingOff also leave out {@code thinking}: models that think by a budget refuse a call without its thought
     */
    public static byte[] withoutAny(byte[] body, boolean thinkingOff) {
        return without(body, block -> true, thinkingOff);
    }

    /** Whether an upstream's 400 is about a thought or its signature. */
    public static boolean refused(int status, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        boolean thought =
                lower.contains("thinking") || lower.contains("thought") || lower.contains("encrypted_content");
        boolean about = lower.contains("signature")
                || lower.contains("expected `thinking`")
                || lower.contains("encrypted")
                || lower.contains("cannot be modified");
        return status == 400 && thought && about;
    }

    /** Whether the body may hold a thought of an earlier turn; a cheap look that can err towards yes. */
    public static boolean mayHold(byte[] body) {
        return contains(body, SIGNATURE) || contains(body, REDACTED);
    }

    private static boolean contains(byte[] body, byte[] word) {
        for (int i = 0; i + word.length <= body.length; i++) {
            if (body[i] == word[0] && Arrays.equals(body, i, i + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] without(byte[] body, Predicate<JsonNode> unwanted, boolean thinkingOff) {
        JsonNode root;
        try {
            root = Json.parse(body);
        } catch (MalformedJsonException e) {
            return body;
        }
        if (!(root instanceof ObjectNode request) || !(root.get("messages") instanceof ArrayNode messages)) {
            return body;
        }
        for (Iterator<JsonNode> all = messages.iterator(); all.hasNext(); ) {
            JsonNode content = all.next().get("content");
            if (content instanceof ArrayNode blocks && !blocks.isEmpty()) {
                strip(blocks, unwanted);
                if (blocks.isEmpty()) {
                    all.remove();
                }
            }
        }
        if (thinkingOff) {
            request.remove("thinking");
        }
        return Json.bytes(request);
    }

    private static void strip(ArrayNode blocks, Predicate<JsonNode> unwanted) {
        for (Iterator<JsonNode> each = blocks.iterator(); each.hasNext(); ) {
            JsonNode block = each.next();
            String type = Json.string(block, "type", "");
            if ((type.equals("thinking") || type.equals("redacted_thinking")) && unwanted.test(block)) {
                each.remove();
            }
        }
    }
}
