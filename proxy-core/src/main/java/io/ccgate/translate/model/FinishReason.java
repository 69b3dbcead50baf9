package io.ccgate.translate.model;

/** Why the model stopped. */
public enum FinishReason {
    STOP,
    STOP_SEQUENCE,
    LENGTH,
    CONTEXT_FULL,
    TOOL_CALLS,
    REFUSAL,
    /** The provider paused a long turn; it is not complete. */
    PAUSED,
    /** The model produced a tool call that nobody can run. */
    MALFORMED_CALL
}
