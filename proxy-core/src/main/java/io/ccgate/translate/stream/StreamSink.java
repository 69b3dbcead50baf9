package io.ccgate.translate.stream;

import io.ccgate.translate.model.Failure;
import io.ccgate.translate.model.Finish;
import io.ccgate.translate.model.Seal;
import io.ccgate.usage.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * The neutral events of a streamed answer. Whoever calls keeps the order
 * {@code start (part* ) usage? finish end}, or {@code failed} at any place and nothing after it. Parts never overlap:
 * {@code text* textEnd}, {@code thinking* thinkingEnd}, {@code toolStart toolArgs* toolEnd}, or a lone
 * {@code sealed} or {@code refusal}.
 *
 * <p>Text comes as the still escaped content of a JSON string: a slice that is valid during the call only and may be
 * copied into another JSON string as it is.
 */
public interface StreamSink {
    /** @param id as the upstream gave it; empty when it gave none */
    void start(String id, TokenUsage soFar);

    void text(byte[] json, int from, int to);

    void textEnd();

    void refusal(byte[] json, int from, int to);

    void thinking(byte[] json, int from, int to);

    /** @param seal null when nobody vouches for the thought */
    void thinkingEnd(@Nullable Seal seal);

    /** A thought without readable text. */
    void sealed(Seal seal);

    /** @param id empty when the upstream gave none */
    void toolStart(String id, String name);

    /** A fragment of the arguments' JSON text, itself escaped as string content. */
    void toolArgs(byte[] json, int from, int to);

    void toolEnd();

    /** Totals of the whole answer so far; each call replaces the one before. */
    void usage(TokenUsage total);

    void finish(Finish finish);

    /** The answer is complete. */
    void end();

    /** The answer failed; nothing follows. */
    void failed(Failure failure);

    /** The upstream shows that it lives. */
    void ping();
}
