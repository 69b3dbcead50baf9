package io.ccgate.translate.request;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What a provider takes beyond its protocol.
 *
 * @param reasoningText thoughts of earlier turns go back as {@code reasoning_content}
 * @param topK takes {@code top_k}
 * @param forcedToolBecomesAuto a forced tool choice that the model refuses is weakened instead of rejected
 */
public record ProviderTraits(boolean reasoningText, boolean topK, boolean forcedToolBecomesAuto) {
    public static final ProviderTraits NONE = new ProviderTraits(false, false, false);

    /** What is known of the provider at a URL, by its host. */
    public static ProviderTraits of(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean reasoningText = THOUGHTFUL.stream().anyMatch(host::contains);
        boolean topK = host.contains("openrouter") || host.contains("together") || host.contains("fireworks");
        return reasoningText || topK ? new ProviderTraits(reasoningText, topK, false) : NONE;
    }

    /** Hosts whose models want their own reasoning back within a tool loop. */
    private static final List<String> THOUGHTFUL = List.of("deepseek", "moonshot", "bigmodel", "z.ai");
}
