package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/** Gemini's paths, which alone name the model and the stream: {@code …/models/M:verb}, on Vertex too. */
final class GeminiPaths {
    private static final String MODELS = "/models/";
    private static final String TUNED = "/tunedModels/";

    private GeminiPaths() {}

    static boolean isBeta(String version) {
        return version.startsWith("v1beta") || version.startsWith("v1alpha");
    }

    /** Null when the path is no Gemini call. */
    static @Nullable Route route(String path, String version, boolean openai, boolean post) {
        int colon = path.lastIndexOf(':');
        if (!post || colon < 0 || path.indexOf('/', colon) >= 0) {
            return null;
        }
        Route.PathModel model = model(path, colon);
        Operation operation = switch (path.substring(colon + 1)) {
            case "generateContent", "streamGenerateContent" -> Operation.GENERATE;
            case "countTokens" -> Operation.COUNT_TOKENS;
            case "embedContent", "batchEmbedContents" -> Operation.EMBEDDINGS;
            default -> Operation.OTHER;
        };
        if (model == null || (operation == Operation.OTHER && path.contains("/publishers/"))) {
            // Vertex serves other vendors' protocols too: publishers/anthropic/models/M:rawPredict.
            return null;
        }
        boolean stream = path.endsWith(":streamGenerateContent");
        return new Route(Protocol.GEMINI, operation, path, version, model, stream, openai);
    }

    /** The model that ends before {@code end}; null when no collection of models holds it. */
    static Route.@Nullable PathModel model(String path, int end) {
        int models = path.lastIndexOf(MODELS, end);
        int tuned = path.lastIndexOf(TUNED, end);
        int start = Math.max(models, tuned);
        int name = start + (tuned > models ? TUNED : MODELS).length();
        if (start < 0 || name >= end) {
            return null;
        }
        String decoded = decode(path.substring(name, end));
        return new Route.PathModel(tuned > models ? "tunedModels/" + decoded : decoded, start + 1, end);
    }

    static String decode(String encoded) {
        try {
            return QueryStringDecoder.decodeComponent(encoded.replace("+", "%2B"));
        } catch (IllegalArgumentException malformed) {
            // No model has such a name: the tenant's list of models refuses it.
            return encoded;
        }
    }
}
