package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Common ways to read a request's fields. */
final class Fields {
    private Fields() {}

    /** Takes the named parameter over if it is given. */
    static void take(Map<Param, JsonNode> params, Param param, JsonNode holder, String name) {
        JsonNode value = Json.get(holder, name);
        if (value != null) {
            params.put(param, value);
        }
    }

    static Map<Param, JsonNode> params() {
        return new EnumMap<>(Param.class);
    }

    /** Drops a parameter whose value is the one that the model would use anyway. */
    static void unless(Map<Param, JsonNode> params, Param param, boolean neutral) {
        if (neutral) {
            params.remove(param);
        }
    }

    /** A limit on the answer's tokens; null if none is given. */
    static @Nullable Long maxTokens(JsonNode holder, String name, String path) {
        JsonNode value = Json.get(holder, name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || value.asLong() < 1) {
            throw RejectedException.invalid(path, path + " must be a number of at least 1");
        }
        return value.asLong();
    }

    /** One string or a list of strings. */
    static List<String> strings(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value.textValue());
        }
        List<String> strings = new ArrayList<>();
        value.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    static void reject(boolean given, String field, String advice) {
        if (given) {
            throw RejectedException.unsupported(field, field + " cannot be translated for this upstream: " + advice);
        }
    }
}
