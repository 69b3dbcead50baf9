package io.ccgate.translate.model;

import io.ccgate.usage.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, free of any protocol.
 *
 * @param id as the upstream gave it; empty when it gave none
 * @param tier the service tier that served it, in the upstream's word
 */
public record Answer(
        String id,
        List<Part> parts,
        Finish finish,
        TokenUsage usage,
        @Nullable String tier) {}
