package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import io.ccgate.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers about models in each protocol's shape. Dates and owners are not known here, so they are constants. */
public final class ModelList {
    private ModelList() {}

    /** The answer to the request for all models, in the order given. */
    public static byte[] list(Protocol protocol, List<String> ids) {
        StringBuilder json = new StringBuilder(64 + 128 * ids.size());
        switch (protocol) {
            case ANTHROPIC -> {
                json.append("{\"data\":[");
                each(json, protocol, ids);
                json.append("],\"has_more\":false,\"first_id\":");
                idOrNull(json, ids, 0);
                json.append(",\"last_id\":");
                idOrNull(json, ids, ids.size() - 1);
                json.append('}');
            }
            case CHAT, RESPONSES -> {
                json.append("{\"object\":\"list\",\"data\":[");
                each(json, protocol, ids);
                json.append("]}");
            }
            case GEMINI -> {
                json.append("{\"models\":[");
                each(json, protocol, ids);
                json.append("]}");
            }
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The answer to the request for one model. */
    public static byte[] one(Protocol protocol, String id) {
        StringBuilder json = new StringBuilder(160);
        model(json, protocol, id);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void each(StringBuilder json, Protocol protocol, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            model(json, protocol, ids.get(i));
        }
    }

    private static void model(StringBuilder json, Protocol protocol, String id) {
        switch (protocol) {
            case ANTHROPIC -> {
                JsonText.quote(json.append("{\"type\":\"model\",\"id\":"), id);
                JsonText.quote(json.append(",\"display_name\":"), id);
                json.append(",\"created_at\":\"1970-01-01T00:00:00Z\"}");
            }
            case CHAT, RESPONSES -> {
                JsonText.quote(json.append("{\"id\":"), id);
                json.append(",\"object\":\"model\",\"created\":0,\"owned_by\":\"ccgate\"}");
            }
            case GEMINI -> {
                JsonText.quote(json.append("{\"name\":"), id.startsWith("tunedModels/") ? id : "models/" + id);
                JsonText.quote(json.append(",\"displayName\":"), id);
                json.append(",\"supportedGenerationMethods\":"
                        + "[\"generateContent\",\"streamGenerateContent\",\"countTokens\"]}");
            }
        }
    }

    private static void idOrNull(StringBuilder json, List<String> ids, int index) {
        if (ids.isEmpty()) {
            json.append("null");
        } else {
            JsonText.quote(json, ids.get(index));
        }
    }
}
