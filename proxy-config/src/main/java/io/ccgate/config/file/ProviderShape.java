package io.ccgate.config.file;

import io.ccgate.config.model.UpstreamConfig.ProviderConfig;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;

/** What an upstream's provider takes beyond its protocol. */
final class ProviderShape {
    private static final Key<Boolean> REASONING_TEXT =
            Key.of("reasoningText", Types.bool(), "Wants thoughts of earlier turns back as reasoning_content.");
    private static final Key<Boolean> TOP_K = Key.of("topK", Types.bool(), "Takes top_k.");
    private static final Key<Boolean> MAX_COMPLETION_TOKENS =
            Key.of("maxCompletionTokens", Types.bool(), "Takes max_completion_tokens in place of max_tokens.");
    private static final Key<Boolean> FORCED_TOOL_BECOMES_AUTO = Key.of(
            "forcedToolBecomesAuto",
            Types.bool(),
            "Weaken a forced tool choice that the model refuses, and announce it, instead of refusing the request.");

    static final Shape<ProviderConfig> SHAPE = Shape.of(
            "What its provider takes beyond the protocol, for translated requests; absent: what is known of the host.",
            in -> new ProviderConfig(
                    in.find(REASONING_TEXT),
                    in.find(TOP_K),
                    in.find(MAX_COMPLETION_TOKENS),
                    in.find(FORCED_TOOL_BECOMES_AUTO)),
            REASONING_TEXT,
            TOP_K,
            MAX_COMPLETION_TOKENS,
            FORCED_TOOL_BECOMES_AUTO);

    private ProviderShape() {}
}
