package io.ccgate.mock;

import static io.ccgate.mock.Json.array;
import static io.ccgate.mock.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** What a provider answers beside the model's turns: model lists and embeddings. */
final class SideAnswers {
    private static final List<String> CLAUDE = List.of("claude-opus-5-5", "claude-sonnet-4-5", "claude-haiku-4-5");
    private static final List<String> GPT = List.of("gpt-6-sol", "gpt-5.5", "gpt-5-mini", "text-embedding-3-small");
    private static final List<String> GEMINI =
            List.of("gemini-3.1-pro-preview", "gemini-3.8-flash", "gemini-2.5-flash");
    private static final int DIMENSIONS = 8;

    private final InstantSource clock;

    SideAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /** Whose list it is. */
    enum Family {
        ANTHROPIC,
        OPENAI,
        GEMINI
    }

    JsonNode models(Family family) {
        ArrayNode list = array();
        ids(family).forEach(id -> list.add(model(family, id)));
        ObjectNode answer = object();
        switch (family) {
            case ANTHROPIC -> {
                answer.set("data", list);
                answer.put("has_more", false)
                        .put("first_id", CLAUDE.get(0))
                        .put("last_id", CLAUDE.get(CLAUDE.size() - 1));
            }
            case OPENAI -> answer.put("object", "list").set("data", list);
            case GEMINI -> answer.set("models", list);
        }
        return answer;
    }

    private static List<String> ids(Family family) {
        return switch (family) {
            case ANTHROPIC -> CLAUDE;
            case OPENAI -> GPT;
            case GEMINI -> GEMINI;
        };
    }

    JsonNode model(Family family, String id) {
        return switch (family) {
            case ANTHROPIC ->
                object().put("type", "model")
                        .put("id", id)
                        .put("display_name", id)
                        .put("created_at", "2026-01-01T00:00:00Z");
            case OPENAI ->
                object().put("id", id)
                        .put("object", "model")
                        .put("created", clock.instant().getEpochSecond())
                        .put("owned_by", "demo");
            case GEMINI -> {
                ObjectNode model = object().put("name", "models/" + id)
                        .put("version", "demo")
                        .put("displayName", id)
                        .put("inputTokenLimit", 1_048_576)
                        .put("outputTokenLimit", 65_536);
                model.set(
                        "supportedGenerationMethods",
                        array().add("generateContent").add("countTokens"));
                yield model;
            }
        };
    }

    JsonNode embeddings(JsonNode body, int tokens) {
        JsonNode input = body.path("input");
        // A list of numbers is one text already cut into tokens.
        boolean several = input.isArray() && !input.path(0).isNumber();
        ArrayNode data = array();
        for (int i = 0; i < (several ? input.size() : 1); i++) {
            float[] vector = vector(several ? input.get(i) : input);
            ObjectNode one = object().put("object", "embedding").put("index", i);
            if (body.path("encoding_format").asText().equals("base64")) {
                one.put("embedding", base64(vector));
            } else {
                one.set("embedding", numbers(vector));
            }
            data.add(one);
        }
        ObjectNode answer = object().put("object", "list");
        answer.set("data", data);
        answer.put("model", body.path("model").asText("text-embedding-3-small"));
        answer.set("usage", object().put("prompt_tokens", tokens).put("total_tokens", tokens));
        return answer;
    }

    JsonNode embedContent(JsonNode body) {
        ObjectNode values = object();
        values.set("values", numbers(vector(body.path("content"))));
        ObjectNode answer = object();
        answer.set("embedding", values);
        return answer;
    }

    JsonNode batchEmbedContents(JsonNode body) {
        ArrayNode embeddings = array();
        for (JsonNode request : body.path("requests")) {
            ObjectNode values = object();
            values.set("values", numbers(vector(request.path("content"))));
            embeddings.add(values);
        }
        ObjectNode answer = object();
        answer.set("embeddings", embeddings);
        return answer;
    }

    /** Of length one, and the same for the same text. */
    private static float[] vector(JsonNode content) {
        Random numbers = new Random(content.toString().hashCode());
        double[] raw = numbers.doubles(DIMENSIONS, -1, 1).toArray();
        double sum = 0;
        for (double value : raw) {
            sum += value * value;
        }
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (raw[i] / Math.sqrt(sum));
        }
        return vector;
    }

    private static ArrayNode numbers(float[] vector) {
        ArrayNode numbers = array();
        for (float value : vector) {
            numbers.add(value);
        }
        return numbers;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
