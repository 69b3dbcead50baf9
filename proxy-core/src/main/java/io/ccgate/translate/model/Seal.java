package io.ccgate.translate.model;

/**
 * What lets the provider who made a thought recognise it when it comes back.
 *
 * @param value signature, encrypted reasoning or redacted data
 * @param id the reasoning item's id (OpenAI); empty elsewhere
 */
public record Seal(Kind kind, String value, String id) {
    /**
     * What Google documents in place of a signature for history that another model made: newer models refuse a turn's first call
     * without any (Gemini API, "Thought signatures", FAQ).
     */
    public static final String GEMINI_FOREIGN = "skip_thought_signature_validator";

    /** Who made it. */
    public enum Kind {
        ANTHROPIC,
        /** A whole thought that only Anthropic can read. */
        ANTHROPIC_REDACTED,
        OPENAI,
        GEMINI
    }

    public static Seal anthropic(String signature) {
        return new Seal(Kind.ANTHROPIC, signature, "");
    }

    public static Seal redacted(String data) {
        return new Seal(Kind.ANTHROPIC_REDACTED, data, "");
    }

    public static Seal gemini(String signature) {
        return new Seal(Kind.GEMINI, signature, "");
    }

    public static Seal openAi(String id, String encrypted) {
        return new Seal(Kind.OPENAI, encrypted, id);
    }
}
