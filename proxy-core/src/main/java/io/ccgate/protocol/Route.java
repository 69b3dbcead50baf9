package io.ccgate.protocol;

import io.ccgate.config.model.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a path says of its request.
 *
 * @param protocol null on a path of no known protocol, which is relayed as it is
 * @param upstreamPath the path as sent, without query and without the gateway's own prefix ({@code /anthropic},
 *     {@code /openai}, {@code /gemini}); begins with a slash
 * @param versionSegment the first segment of {@code upstreamPath} when it names a version, e.g. {@code v1} or
 *     {@code v1beta}; else empty
 * @param pathModel the model a Gemini path names; null when it names none
 * @param streamByPath whether the path itself asks for a stream; elsewhere the body's {@code stream} decides
 * @param openaiEndpoint whether the request came in below {@code /openai}, which {@code openai.enabled} switches
 */
public record Route(
        @Nullable Protocol protocol,
        Operation operation,
        String upstreamPath,
        String versionSegment,
        @Nullable PathModel pathModel,
        boolean streamByPath,
        boolean openaiEndpoint) {

    /** The model that a request for one model ({@link Operation#MODEL}) names, decoded; may hold slashes. */
    public String askedModel() {
        PathModel inPath = pathModel;
        return inPath != null ? inPath.name() : GeminiPaths.decode(upstreamPath.replaceFirst("^.*?/models/", ""));
    }

    /**
     * A model in a Gemini path.
     *
     * @param name percent-decoded: {@code gemini-2.5-flash}, or {@code tunedModels/mine} for a tuned one
     * @param start where the collection ({@code models/…}, {@code tunedModels/…}) begins in {@code upstreamPath}
     * @param end one past the model's last character: the colon of the verb, or the path's end
     */
    public record PathModel(String name, int start, int end) {}
}
