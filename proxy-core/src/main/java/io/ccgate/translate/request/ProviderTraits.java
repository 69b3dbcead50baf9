package io.ccgate.translate.request;

import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.model.UpstreamConfig.ProviderConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a provider takes beyond its protocol: as configured, else as known of its host.
 *
 * @param reasoningText thoughts of earlier turns go back as {@code reasoning_content}
 * @param topK takes {@code top_k}
 * @param maxCompletionTokens whether it knows the limit of an answer by that name; empty: if the model reasons
 * @param forcedToolBecomesAuto a forced tool choice that the model refuses is weakened instead of rejected
 */
public record ProviderTraits(
        boolean reasoningText, boolean topK, Optional<Boolean> maxCompletionTokens, boolean forcedToolBecomesAuto) {
    public static final ProviderTraits NONE = new ProviderTraits(false, false, Optional.empty(), false);

    /** Hosts whose models want their own reasoning back within a tool loop. */
    private static final List<String> THOUGHTFUL = List.of("deepseek", "moonshot", "bigmodel", "z.ai");

    private static final List<String> WITH_TOP_K = List.of("openrouter", "together", "fireworks");

    public static ProviderTraits of(UpstreamConfig upstream) {
        ProviderConfig told = upstream.provider();
        String host =
                upstream.url().getHost() == null ? "" : upstream.url().getHost().toLowerCase(Locale.ROOT);
        return new ProviderTraits(
                told.reasoningText().orElseGet(() -> isOneOf(THOUGHTFUL, host)),
                told.topK().orElseGet(() -> isOneOf(WITH_TOP_K, host)),
                told.maxCompletionTokens(),
                told.forcedToolBecomesAuto().orElse(false));
    }

    private static boolean isOneOf(List<String> names, String host) {
        return names.stream().anyMatch(host::contains);
    }
}
