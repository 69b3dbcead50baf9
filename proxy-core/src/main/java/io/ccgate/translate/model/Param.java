package io.ccgate.translate.model;

import io.ccgate.config.model.Protocol;

/**
 * The parameters of a request that travel as plain values, with what is done where a target has no equivalent. Their
 * names are those of the client's protocol, because the client is who reads them.
 */
public enum Param {
    TEMPERATURE("temperature", "generationConfig.temperature", Loss.ANNOUNCED),
    TOP_P("top_p", "generationConfig.topP", Loss.ANNOUNCED),
    TOP_K("top_k", "generationConfig.topK", Loss.ANNOUNCED),
    SEED("seed", "generationConfig.seed", Loss.ANNOUNCED),
    PRESENCE_PENALTY("presence_penalty", "generationConfig.presencePenalty", Loss.ANNOUNCED),
    FREQUENCY_PENALTY("frequency_penalty", "generationConfig.frequencyPenalty", Loss.ANNOUNCED),
    LOGIT_BIAS("logit_bias", "logit_bias", Loss.ANNOUNCED),
    VERBOSITY("verbosity", "verbosity", Loss.ANNOUNCED),
    PREDICTION("prediction", "prediction", Loss.ANNOUNCED),
    MODERATION("moderation", "moderation", Loss.ANNOUNCED),
    TRUNCATION("truncation", "truncation", Loss.ANNOUNCED),
    /** Who the end user is, for abuse detection. */
    USER("user", "user", Loss.SILENT),
    SERVICE_TIER("service_tier", "serviceTier", Loss.SILENT),
    METADATA("metadata", "labels", Loss.SILENT),
    STORE("store", "store", Loss.SILENT),
    PROMPT_CACHE_KEY("prompt_cache_key", "prompt_cache_key", Loss.SILENT),
    PROMPT_CACHE_RETENTION("prompt_cache_retention", "prompt_cache_retention", Loss.SILENT),
    PROMPT_CACHE_OPTIONS("prompt_cache_options", "prompt_cache_options", Loss.SILENT),
    SAFETY_SETTINGS("safety_settings", "safetySettings", Loss.SILENT);

    /** What happens to a parameter that the target does not know. */
    public enum Loss {
        /** Left out, and the client is told. */
        ANNOUNCED,
        /** Left out: it does not change the answer. */
        SILENT
    }

    private final String name;
    private final String geminiName;
    private final Loss loss;

    Param(String name, String geminiName, Loss loss) {
        this.name = name;
        this.geminiName = geminiName;
        this.loss = loss;
    }

    /** The parameter's path in a request of that protocol. */
    public String path(Protocol protocol) {
        if (protocol == Protocol.GEMINI) {
            return geminiName;
        }
        return this == VERBOSITY && protocol == Protocol.RESPONSES ? "text.verbosity" : name;
    }

    public Loss loss() {
        return loss;
    }
}
