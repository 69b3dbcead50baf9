package io.ccgate.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** A request as one of the real clients sent it. */
public record Recorded(String name, String method, String path, HttpHeaders headers, JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every recorded request that has a body. */
    public static Stream<Recorded> all() {
        return Stream.of(
                        "claude-code-plain-bearer",
                        "claude-code-tool-loop-parallel",
                        "claude-code-title-json-schema",
                        "claude-code-count-tokens",
                        "codex-plain-custom-provider",
                        "codex-responses-lite",
                        "gemini-cli-router-json",
                        "gemini-cli-tool-loop-parallel",
                        "gemini-cli-vertex-api-key",
                        "sdk-anthropic-java-stream",
                        "sdk-openai-js-chat-stream",
                        "sdk-openai-js-embeddings",
                        "sdk-openai-java-chat-stream",
                        "sdk-openai-java-responses",
                        "sdk-genai-js-generate",
                        "sdk-genai-js-embed-batch")
                .map(Recorded::of);
    }

    public static Recorded of(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/io/ccgate/requests/" + name + ".json")) {
            JsonNode root = JSON.readTree(in);
            HttpHeaders headers = new DefaultHttpHeaders();
            root.get("headers")
                    .properties()
                    .forEach(header ->
                            headers.add(header.getKey(), header.getValue().asText()));
            return new Recorded(
                    name, root.get("method").asText(), root.get("path").asText(), headers, root.get("body"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
