package io.ccgate.translate.error;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error in the client's own form.
 *
 * @param shouldRetry false: send {@code x-should-retry: false}
 * @param retryAfterSeconds for {@code retry-after}; -1 when unknown
 */
public record ErrorReply(int status, ObjectNode body, boolean shouldRetry, long retryAfterSeconds) {}
