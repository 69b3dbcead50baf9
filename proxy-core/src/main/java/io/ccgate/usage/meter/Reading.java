package io.ccgate.usage.meter;

import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Meter} saw.
 *
 * @param usageSeen whether the upstream named any usage; false: {@code usage} holds only what could be estimated
 * @param complete whether the protocol's own end (or a whole JSON document) was seen
 * @param errorType type of an error object or error event in the answer, as the provider names it
 * @param outputBytes bytes of generated text seen, for an estimate where the upstream named no output tokens
 */
public record Reading(
        TokenUsage usage,
        boolean usageSeen,
        boolean complete,
        @Nullable String errorType,
        long outputBytes) {}
