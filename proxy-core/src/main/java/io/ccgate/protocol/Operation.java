package io.ccgate.protocol;

/** What a request asks of a model provider. */
public enum Operation {
    /** Text from a model; streamed or not. */
    GENERATE,
    COUNT_TOKENS,
    /** The list of models. */
    MODELS,
    /** One model by its id. */
    MODEL,
    EMBEDDINGS,
    /** Anything else: relayed as it is. */
    OTHER
}
