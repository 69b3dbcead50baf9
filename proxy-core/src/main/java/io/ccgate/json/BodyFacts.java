package io.ccgate.json;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway needs to know of a request body, with the places it may have to change. All offsets count from the
 * body's first byte.
 *
 * @param model the top-level {@code model}, unescaped; null when there is none
 * @param modelSpan the value of {@code model}, quotes included; null when there is none
 * @param stream the top-level {@code stream}; false when missing
 * @param maxTokens the largest of {@code max_tokens}, {@code max_completion_tokens}, {@code max_output_tokens} and
 *     Gemini's {@code generationConfig.maxOutputTokens}; -1 when none is a whole number
 * @param answers how many answers are asked for at once: {@code n}, or Gemini's {@code generationConfig.candidateCount}; 1
 *     when it is no small whole number
 * @param serving how the request asks to be served: the values of {@code service_tier}, {@code speed} and
 *     {@code inference_geo}, joined by {@code +}; empty when there are none
 * @param promptCacheKey OpenAI's {@code prompt_cache_key}; null when missing
 * @param userId {@code metadata.user_id}; null when missing or no string
 * @param streamOptions where {@code stream_options} stands; null when missing
 * @param insertAt just behind the root's opening brace, where a new member goes
 * @param empty whether the root object has no member
 * @param length bytes in all
 * @param conversation tells conversations apart; null when the body has neither a system prompt nor turns
 */
public record BodyFacts(
        @Nullable String model,
        @Nullable Span modelSpan,
        boolean stream,
        long maxTokens,
        int answers,
        String serving,
        @Nullable String promptCacheKey,
        @Nullable String userId,
        @Nullable StreamOptions streamOptions,
        int insertAt,
        boolean empty,
        int length,
        @Nullable ConversationDigest conversation)
        implements BodyScan {

    /**
     * The top-level {@code stream_options}.
     *
     * @param span the value, whatever its type
     * @param insertAt just behind its opening brace; -1 when it is no object
     * @param empty whether it is an object without members
     * @param includeUsageSpan the value of {@code include_usage}; null when missing
     * @param includeUsage whether that value is {@code true}
     */
    public record StreamOptions(
            Span span,
            int insertAt,
            boolean empty,
            @Nullable Span includeUsageSpan,
            boolean includeUsage) {}

    /** Whether the client itself asked for the usage chunk of a Chat stream. */
    public boolean asksForUsage() {
        return streamOptions != null && streamOptions.includeUsage();
    }
}
