package io.ccgate.translate.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON trees: for requests, whole answers and the rare events of a stream. */
public final class Json {
    /** A base64 image or document is one string, and bodies of 32 MB are ordinary. */
    private static final int LONGEST_STRING = 128 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** @throws MalformedJsonException if the bytes are not one JSON value */
    public static JsonNode parse(byte[] bytes, int from, int to) {
        try {
            JsonNode node = MAPPER.readTree(bytes, from, to - from);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException("empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(byte[] bytes) {
        return parse(bytes, 0, bytes.length);
    }

    /** The tree of a JSON text; null if it is none. */
    public static @Nullable JsonNode parseOrNull(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compact JSON text. */
    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The member, unless it is absent or the literal null. */
    public static @Nullable JsonNode get(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** The member if it is a string. */
    public static @Nullable String string(@Nullable JsonNode node, String name) {
        JsonNode value = get(node, name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    public static String string(@Nullable JsonNode node, String name, String otherwise) {
        String value = string(node, name);
        return value == null ? otherwise : value;
    }

    /** The member if it is an integral number within a long; {@code otherwise} if not. */
    public static long number(@Nullable JsonNode node, String name, long otherwise) {
        JsonNode value = get(node, name);
        return value != null && value.isNumber() ? value.asLong() : otherwise;
    }

    public static boolean isTrue(@Nullable JsonNode node, String name) {
        JsonNode value = get(node, name);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** The elements of an array member; empty if it is absent or no array. */
    public static List<JsonNode> list(@Nullable JsonNode node, String name) {
        JsonNode value = get(node, name);
        if (value == null || !value.isArray()) {
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>(value.size());
        value.forEach(items::add);
        return items;
    }
}
