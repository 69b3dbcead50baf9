package io.ccgate.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.balance.Candidate;
import io.ccgate.exchange.Exchange;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import io.ccgate.upstream.AnswerHead;
import io.netty.buffer.Unpooled;
import java.util.Iterator;
import java.util.function.Predicate;

/** An upstream's list of its models without those that the tenant may not use. */
final class UsableModels {
    private UsableModels() {}

    /** Whether the answer to the exchange is such a list, and the tenant may not use everything. */
    static boolean concern(Exchange exchange) {
        return exchange.usableModels() != null;
    }

    /**
     * The list without what must not be shown, in whichever protocol's form; the marks by which clients ask for the next page stay
     * those of the upstream. What cannot be read shows no model at all.
     */
    static byte[] of(byte[] list, Predicate<String> usable) {
        JsonNode root;
        try {
            root = Json.parse(list);
        } catch (MalformedJsonException e) {
            root = Json.object();
        }
        ObjectNode shown = root instanceof ObjectNode object ? object : Json.object();
        boolean gemini = shown.get("models") instanceof ArrayNode;
        if (shown.get(gemini ? "models" : "data") instanceof ArrayNode models) {
            for (Iterator<JsonNode> each = models.iterator(); each.hasNext(); ) {
                if (!usable.test(name(each.next(), gemini))) {
                    each.remove();
                }
            }
        } else {
            shown.removeAll().putArray("data");
        }
        return Json.bytes(shown);
    }

    /** Queues the list without what must not be shown, head and all. Returns the bytes of its body. */
    static int deliver(Exchange exchange, Candidate candidate, AnswerHead head, byte[] list) {
        Predicate<String> usable = exchange.usableModels();
        byte[] shown = usable == null ? list : of(list, usable);
        exchange.beginAnswer();
        exchange.client()
                .write(AnswerHeadWriter.write(
                        exchange,
                        head,
                        AnswerHeadWriter.Framing.AS_IS,
                        shown.length,
                        candidate.upstream().name(),
                        false));
        exchange.client().write(Unpooled.wrappedBuffer(shown));
        return shown.length;
    }

    private static String name(JsonNode model, boolean gemini) {
        String name = Json.string(model, gemini ? "name" : "id", "");
        return gemini && name.startsWith("models/") ? name.substring("models/".length()) : name;
    }
}
