package io.ccgate.translate.answer;

import io.ccgate.translate.model.FinishReason;

/** Each protocol's words for the end of an answer. */
public final class FinishWords {
    private FinishWords() {}

    public static FinishReason fromAnthropic(String word) {
        return switch (word) {
            case "max_tokens" -> FinishReason.LENGTH;
            case "model_context_window_exceeded" -> FinishReason.CONTEXT_FULL;
            case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.REFUSAL;
            case "pause_turn" -> FinishReason.PAUSED;
            default -> FinishReason.STOP;
        };
    }

    public static String toAnthropic(FinishReason reason) {
        return switch (reason) {
            case STOP, MALFORMED_CALL -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case CONTEXT_FULL -> "model_context_window_exceeded";
            case TOOL_CALLS -> "tool_use";
            case REFUSAL -> "refusal";
            case PAUSED -> "pause_turn";
        };
    }

    public static FinishReason fromChat(String word) {
        return switch (word) {
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.REFUSAL;
            default -> FinishReason.STOP;
        };
    }

    /** A paused answer is "length": "stop" would present a fragment as final. */
    public static String toChat(FinishReason reason) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, MALFORMED_CALL -> "stop";
            case LENGTH, CONTEXT_FULL, PAUSED -> "length";
            case TOOL_CALLS -> "tool_calls";
            case REFUSAL -> "content_filter";
        };
    }

    /** @param incompleteReason {@code incomplete_details.reason} of a Responses answer */
    public static FinishReason fromResponses(String incompleteReason) {
        return incompleteReason.equals("content_filter") ? FinishReason.REFUSAL : FinishReason.LENGTH;
    }

    public static FinishReason fromGemini(String word) {
        return switch (word) {
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "LANGUAGE",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.REFUSAL;
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS" ->
                FinishReason.MALFORMED_CALL;
            default -> FinishReason.STOP;
        };
    }

    public static String toGemini(FinishReason reason) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
            case LENGTH, CONTEXT_FULL -> "MAX_TOKENS";
            case REFUSAL -> "SAFETY";
            case PAUSED -> "OTHER";
            case MALFORMED_CALL -> "MALFORMED_FUNCTION_CALL";
        };
    }
}
