package io.ccgate.translate.request;

/**
 * What a provider takes beyond its protocol.
 *
 * @param reasoningText thoughts of earlier turns go back as {@code reasoning_content}
 * @param topK takes {@code top_k}
 * @param forcedToolBecomesAuto a forced tool choice that the model refuses is weakened instead of rejected
 */
public record ProviderTraits(boolean reasoningText, boolean topK, boolean forcedToolBecomesAuto) {
    public static final ProviderTraits NONE = new ProviderTraits(false, false, false);
}
