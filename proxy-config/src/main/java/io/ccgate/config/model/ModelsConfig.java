package io.ccgate.config.model;

import java.util.List;
import java.util.Map;

/**
 * What the gateway knows of models, by longest id prefix: the shipped table, overridden field by field by
 * {@code models.json}.
 */
public record ModelsConfig(Map<String, Profile> profiles) {
    /** What is assumed of a model nobody described: that it takes what most take. */
    public static final Profile UNKNOWN =
            new Profile(0, 0, List.of(), "", List.of(), Sampling.ANY, true, false, true, false, true, true);

    /** The profile with the longest id prefix of the model, compared without case; {@link #UNKNOWN} when none fits. */
    public Profile of(String model) {
        Profile best = UNKNOWN;
        int longest = -1;
        for (Map.Entry<String, Profile> entry : profiles.entrySet()) {
            String prefix = entry.getKey();
            if (prefix.length() > longest && model.regionMatches(true, 0, prefix, 0, prefix.length())) {
                best = entry.getValue();
                longest = prefix.length();
            }
        }
        return best;
    }

    /** Which of temperature, top_p and top_k a model accepts. */
    public enum Sampling {
        ANY,
        /** Temperature or top_p, not both. */
        ONE,
        NONE
    }

    /**
     * @param maxOutputTokens largest answer; 0 when unknown
     * @param contextWindow tokens of input and output together; 0 when unknown
     * @param thinking accepted forms of the {@code thinking} parameter
     * @param thinkingDefault form used when the client asks for thinking without saying which
     * @param effort accepted effort levels
     * @param sampling which of temperature, top_p and top_k are accepted
     * @param prefill whether the last message may be the assistant's
     * @param midSystem whether a system message may stand between others
     * @param forcedTool whether a tool may be forced while thinking
     * @param reasoning whether a reasoning effort is accepted
     * @param pdf whether documents are accepted
     * @param structuredOutput whether a JSON schema for the answer is accepted
     */
    public record Profile(
            long maxOutputTokens,
            long contextWindow,
            List<String> thinking,
            String thinkingDefault,
            List<String> effort,
            Sampling sampling,
            boolean prefill,
            boolean midSystem,
            boolean forcedTool,
            boolean reasoning,
            boolean pdf,
            boolean structuredOutput) {}
}
