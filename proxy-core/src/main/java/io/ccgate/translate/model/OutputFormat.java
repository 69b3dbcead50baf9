package io.ccgate.translate.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the answer's text must look like. */
public sealed interface OutputFormat {
    OutputFormat TEXT = new Text();

    record Text() implements OutputFormat {}

    /** Some JSON object. */
    record AnyJson() implements OutputFormat {}

    /** JSON that a schema describes. */
    record Schema(
            String name,
            @Nullable String description,
            JsonNode schema,
            @Nullable Boolean strict) implements OutputFormat {}
}
