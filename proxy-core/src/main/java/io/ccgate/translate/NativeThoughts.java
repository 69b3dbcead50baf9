package io.ccgate.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Envelope;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Thoughts of earlier turns within requests that pass to an upstream of the client's own protocol untranslated: those that another
 * provider made are left out on that hop only, and all of them for the one retry after a signature was refused. Pure.
 */
public final class NativeThoughts {
    private static final byte[] MARK = Envelope.MARK.getBytes(StandardCharsets.US_ASCII);

    /** Names that stand in a body of one of the protocols wherever it holds a sealed thought. */
    private static final List<byte[]> TRACES = List.of(
            ascii("\"signature\""),
            ascii("redacted_thinking"),
            ascii("encrypted_content"),
            ascii("thoughtSignature"),
            ascii("thought_signature"));

    private final Protocol protocol;

    private NativeThoughts(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Thoughts as requests of that protocol hold them; Chat's hold none. */
    public static NativeThoughts in(Protocol protocol) {
        return new NativeThoughts(protocol);
    }

    /** The body without thoughts that another provider made; the same array if it has none. */
    public byte[] withoutForeign(byte[] body) {
        return contains(body, MARK) ? without(body, false, false) : body;
    }

    /**
     * The body without any thought of earlier turns.
     *
     * @param thinkingOff also leave out Anthropic's {@code thinking}: models that think by a budget refuse a call without its
     *     thought
     */
    public byte[] withoutAny(byte[] body, boolean thinkingOff) {
        return without(body, true, thinkingOff);
    }

    /** Whether an upstream's 400 is about a thought or its signature. */
    public static boolean refused(int status, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        boolean thought = lower.contains("thinking")
                || lower.contains("thought")
                || lower.contains("encrypted_content")
                || lower.contains("encrypted content");
        boolean about = lower.contains("signature")
                || lower.contains("expected `thinking`")
                || lower.contains("encrypted")
                || lower.contains("cannot be modified");
        return status == 400 && thought && about;
    }

    /** Whether the body may hold a thought of an earlier turn; a cheap look that can err towards yes. */
    public static boolean mayBeIn(byte[] body) {
        return TRACES.stream().anyMatch(trace -> contains(body, trace));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] body, byte[] word) {
        for (int i = 0; i + word.length <= body.length; i++) {
            if (body[i] == word[0] && Arrays.equals(body, i, i + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    private byte[] without(byte[] body, boolean any, boolean thinkingOff) {
        JsonNode root;
        try {
            root = Json.parse(body);
        } catch (MalformedJsonException e) {
            return body;
        }
        if (!(root instanceof ObjectNode request)) {
            return body;
        }
        switch (protocol) {
            case ANTHROPIC -> {
                messages(request, any);
                if (thinkingOff) {
                    request.remove("thinking");
                }
            }
            case RESPONSES -> items(request, any);
            case GEMINI -> contents(request, any);
            case CHAT -> {
                return body;
            }
        }
        return Json.bytes(request);
    }

    private static boolean unwanted(@Nullable String seal, boolean any) {
        return any || Envelope.isOurs(seal);
    }

    private static void messages(ObjectNode request, boolean any) {
        if (!(request.get("messages") instanceof ArrayNode messages)) {
            return;
        }
        for (Iterator<JsonNode> all = messages.iterator(); all.hasNext(); ) {
            JsonNode content = all.next().get("content");
            if (content instanceof ArrayNode blocks && !blocks.isEmpty()) {
                blocks(blocks, any);
                if (blocks.isEmpty()) {
                    all.remove();
                }
            }
        }
    }

    private static void blocks(ArrayNode blocks, boolean any) {
        for (Iterator<JsonNode> each = blocks.iterator(); each.hasNext(); ) {
            JsonNode block = each.next();
            String type = Json.string(block, "type", "");
            if ((type.equals("thinking") || type.equals("redacted_thinking"))
                    && unwanted(Json.string(block, "signature"), any)) {
                each.remove();
            }
        }
    }

    private static void items(ObjectNode request, boolean any) {
        if (!(request.get("input") instanceof ArrayNode items)) {
            return;
        }
        boolean removed = false;
        for (Iterator<JsonNode> each = items.iterator(); each.hasNext(); ) {
            JsonNode item = each.next();
            if (Json.string(item, "type", "").equals("reasoning")
                    && unwanted(Json.string(item, "encrypted_content"), any)) {
                each.remove();
                removed = true;
            }
        }
        if (removed) {
            // An item with an id is refused without the reasoning that it was made with; one without is taken as said
            // anew.
            items.forEach(item -> {
                if (item instanceof ObjectNode object
                        && !Json.string(item, "type", "").equals("reasoning")) {
                    object.remove("id");
                }
            });
        }
    }

    private static void contents(ObjectNode request, boolean any) {
        if (!(request.get("contents") instanceof ArrayNode contents)) {
            return;
        }
        for (JsonNode content : contents) {
            if (content.get("parts") instanceof ArrayNode parts) {
                parts(parts, any);
            }
        }
    }

    private static void parts(ArrayNode parts, boolean any) {
        for (Iterator<JsonNode> each = parts.iterator(); each.hasNext(); ) {
            if (!(each.next() instanceof ObjectNode part)) {
                continue;
            }
            String name = part.has("thought_signature") ? "thought_signature" : "thoughtSignature";
            String seal = Json.string(part, name);
            if (seal == null || !unwanted(seal, any)) {
                continue;
            }
            if (part.path("thought").asBoolean()) {
                each.remove();
            } else if (part.has("functionCall") || part.has("function_call")) {
                part.put(name, Seal.GEMINI_FOREIGN);
            } else {
                part.remove(name);
            }
        }
    }
}
