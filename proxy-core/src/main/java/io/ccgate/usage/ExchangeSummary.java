package io.ccgate.usage;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one finished request: the only thing the relay hands to the books, once per exchange.
 *
 * @param timestamp end of the request
 * @param tenantId null when the caller was not recognised; such a request is logged but not booked
 * @param protocol null on a path of no known protocol
 * @param session the agent's session; null when it named none
 * @param agentId the sub-agent within the session; null for the main one
 * @param parentAgentId the sub-agent that started it; null when that was the main one
 * @param model the model the client asked for
 * @param upstreamModel the model the serving upstream was asked for
 * @param upstream the upstream that served the answer or failed last; null when none was reached
 * @param tokens from the upstream's own numbers, or an estimate
 * @param estimatedBecause why {@code tokens} are an estimate; null when they are the upstream's whole account
 * @param errorType null for a good answer
 * @param ttftMillis from the request's start to the first content sent; -1 when none was
 * @param attempts every try, in order
 * @param timeline its way, step by step
 * @param billable whether this kind of request costs anything (a token count or a model list does not)
 */
public record ExchangeSummary(
        ConfigSnapshot snapshot,
        String requestId,
        Instant timestamp,
        String method,
        String path,
        @Nullable String tenantId,
        @Nullable Protocol protocol,
        Agent agent,
        @Nullable String session,
        @Nullable String agentId,
        @Nullable String parentAgentId,
        String model,
        String upstreamModel,
        @Nullable UpstreamConfig upstream,
        boolean stream,
        boolean billable,
        TokenUsage tokens,
        @Nullable String estimatedBecause,
        int statusCode,
        @Nullable String errorType,
        long durationMillis,
        long ttftMillis,
        long requestBodySize,
        long responseBodySize,
        String userAgent,
        String clientIp,
        List<AttemptRecord> attempts,
        Timeline timeline) {}
