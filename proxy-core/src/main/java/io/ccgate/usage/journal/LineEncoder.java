package io.ccgate.usage.journal;

import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.usage.AttemptRecord;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.ServerTools;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.price.CacheEffect;
import io.ccgate.usage.price.Charge;
import io.ccgate.usage.price.Cost;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one usage record as a line of JSON: CCGate's fields in CCGate's order, ours after them. Names are constant
 * bytes, so a record costs no object beyond the buffer's growth.
 */
final class LineEncoder {
    private static final byte[] REQUEST_ID = ascii("{\"requestId\":");
    private static final byte[] TENANT_ID = ascii(",\"tenantId\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] MODEL = ascii(",\"model\":");
    private static final byte[] INPUT = ascii(",\"inputTokens\":");
    private static final byte[] OUTPUT = ascii(",\"outputTokens\":");
    private static final byte[] CACHE_CREATION = ascii(",\"cacheCreationTokens\":");
    private static final byte[] CACHE_READ = ascii(",\"cacheReadTokens\":");
    private static final byte[] TOTAL = ascii(",\"totalTokens\":");
    private static final byte[] INPUT_COST = ascii(",\"inputCost\":");
    private static final byte[] OUTPUT_COST = ascii(",\"outputCost\":");
    private static final byte[] CACHE_CREATION_COST = ascii(",\"cacheCreationCost\":");
    private static final byte[] CACHE_READ_COST = ascii(",\"cacheReadCost\":");
    private static final byte[] TOTAL_COST = ascii(",\"totalCost\":");
    private static final byte[] DURATION = ascii(",\"duration\":");
    private static final byte[] STATUS = ascii(",\"statusCode\":");
    private static final byte[] ERROR_TYPE = ascii(",\"errorType\":");
    private static final byte[] UPSTREAM = ascii(",\"upstream\":");
    private static final byte[] USER_AGENT = ascii(",\"userAgent\":");
    private static final byte[] CLIENT_IP = ascii(",\"clientIP\":");
    private static final byte[] HAS_BODY = ascii(",\"metadata\":{\"hasRequestBody\":");
    private static final byte[] REQUEST_SIZE = ascii(",\"requestBodySize\":");
    private static final byte[] RESPONSE_SIZE = ascii(",\"responseBodySize\":");
    private static final byte[] PROTOCOL = ascii("},\"protocol\":");
    private static final byte[] AGENT = ascii(",\"agent\":");
    private static final byte[] AGENT_ID = ascii(",\"agentId\":");
    private static final byte[] PARENT_AGENT_ID = ascii(",\"parentAgentId\":");
    private static final byte[] SESSION = ascii(",\"session\":");
    private static final byte[] STREAM = ascii(",\"stream\":");
    private static final byte[] TTFT = ascii(",\"ttft\":");
    private static final byte[] UPSTREAM_MODEL = ascii(",\"upstreamModel\":");
    private static final byte[] CACHE_5M = ascii(",\"cacheCreation5mTokens\":");
    private static final byte[] CACHE_1H = ascii(",\"cacheCreation1hTokens\":");
    private static final byte[] REASONING = ascii(",\"reasoningTokens\":");
    private static final byte[] WEB_SEARCHES = ascii(",\"webSearches\":");
    private static final byte[] SERVER_TOOLS = ascii(",\"serverTools\":{");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] SERVICE_TIER = ascii(",\"serviceTier\":");
    private static final byte[] SERVER_TOOLS_COST = ascii(",\"serverToolsCost\":");
    private static final byte[] MULTIPLIER = ascii(",\"priceMultiplier\":");
    private static final byte[] PRICE_VERSION = ascii(",\"priceVersion\":");
    private static final byte[] CACHE_SAVED = ascii(",\"cache\":{\"saved\":");
    private static final byte[] CACHE_PREMIUM = ascii(",\"premium\":");
    private static final byte[] CACHE_UNREAD = ascii(",\"unread\":");
    private static final byte[] SWITCHED_FROM = ascii(",\"switchedFrom\":");
    private static final byte[] SWITCH_COST = ascii(",\"switchCost\":");
    private static final byte[] BILLABLE = ascii(",\"billable\":");
    private static final byte[] ESTIMATED = ascii(",\"estimated\":");
    private static final byte[] BECAUSE = ascii(",\"estimatedBecause\":");
    private static final byte[] ATTEMPTS = ascii(",\"attempts\":[");
    private static final byte[] ATTEMPT_UPSTREAM = ascii("{\"upstream\":");
    private static final byte[] ATTEMPT_STATUS = ascii(",\"status\":");
    private static final byte[] ATTEMPT_ERROR = ascii(",\"error\":");
    private static final byte[] ATTEMPT_MILLIS = ascii(",\"ms\":");
    private static final byte[] ASIDE = ascii(",\"aside\":");
    /** Stands in front of every line's number, and of nothing else behind the last string. */
    static final byte[] SEQ_NAME = ascii("],\"seq\":");

    private static final byte[] END = ascii("}\n");
    private static final byte[] NULL = ascii("null");

    private LineEncoder() {}

    /**
     * @param seq number of the line in its file, counted over restarts
     */
    static void encode(
            ExchangeSummary summary, String tenantId, Charge charge, String priceVersion, long seq, LineBuffer to) {
        Cost cost = charge.total();
        TokenUsage tokens = summary.tokens();
        String model = summary.model().isEmpty() ? Booked.NO_MODEL : summary.model();
        to.raw(REQUEST_ID).string(summary.requestId());
        to.raw(TENANT_ID).string(tenantId);
        to.raw(TIMESTAMP).instant(summary.timestamp().toEpochMilli());
        to.raw(MODEL).string(model);
        to.raw(INPUT).number(tokens.input());
        to.raw(OUTPUT).number(tokens.output());
        to.raw(CACHE_CREATION).number(tokens.cacheCreation());
        to.raw(CACHE_READ).number(tokens.cacheRead());
        to.raw(TOTAL).number(tokens.total());
        to.raw(INPUT_COST).dollarsOfPico(cost.inputPico());
        to.raw(OUTPUT_COST).dollarsOfPico(cost.outputPico());
        to.raw(CACHE_CREATION_COST).dollarsOfPico(cost.cacheCreationPico());
        to.raw(CACHE_READ_COST).dollarsOfPico(cost.cacheReadPico());
        to.raw(TOTAL_COST).dollarsOfPico(cost.total());
        to.raw(DURATION).number(summary.durationMillis());
        to.raw(STATUS).number(summary.statusCode());
        text(to.raw(ERROR_TYPE), summary.errorType());
        UpstreamConfig upstream = summary.upstream();
        text(to.raw(UPSTREAM), upstream == null ? null : upstream.id());
        to.raw(USER_AGENT).string(summary.userAgent());
        to.raw(CLIENT_IP).string(summary.clientIp());
        to.raw(HAS_BODY).bool(summary.requestBodySize() > 0);
        to.raw(REQUEST_SIZE).number(summary.requestBodySize());
        to.raw(RESPONSE_SIZE).number(summary.responseBodySize());
        ours(summary, upstream, cost, priceVersion, to);
        attempts(summary.attempts(), charge, to);
        to.raw(SEQ_NAME).number(seq).raw(END);
    }

    private static void ours(
            ExchangeSummary summary, @Nullable UpstreamConfig upstream, Cost cost, String priceVersion, LineBuffer to) {
        TokenUsage tokens = summary.tokens();
        Protocol protocol = summary.protocol();
        text(to.raw(PROTOCOL), protocol == null ? null : protocol.id());
        to.raw(AGENT).string(summary.agent().id());
        text(to.raw(AGENT_ID), summary.agentId());
        String parent = summary.parentAgentId();
        if (parent != null) {
            to.raw(PARENT_AGENT_ID).string(parent);
        }
        text(to.raw(SESSION), summary.session());
        to.raw(STREAM).bool(summary.stream());
        to.raw(TTFT);
        if (summary.ttftMillis() < 0) {
            to.raw(NULL);
        } else {
            to.number(summary.ttftMillis());
        }
        to.raw(UPSTREAM_MODEL).string(summary.upstreamModel());
        to.raw(CACHE_5M).number(tokens.cacheCreation5m());
        to.raw(CACHE_1H).number(tokens.cacheCreation1h());
        to.raw(REASONING).number(tokens.reasoning());
        to.raw(WEB_SEARCHES).number(tokens.webSearches());
        tools(tokens.tools(), to);
        text(to.raw(SERVICE_TIER), tokens.serviceTier().isEmpty() ? null : tokens.serviceTier());
        to.raw(SERVER_TOOLS_COST).dollarsOfPico(cost.serverToolsPico());
        BigDecimal multiplier = upstream == null ? BigDecimal.ONE : upstream.priceMultiplier();
        to.raw(MULTIPLIER).raw(ascii(multiplier.toPlainString()));
        to.raw(PRICE_VERSION).string(priceVersion);
        cache(cost.cache(), to);
        to.raw(BILLABLE).bool(summary.billable());
        String because = summary.estimatedBecause();
        to.raw(ESTIMATED).bool(because != null);
        text(to.raw(BECAUSE), because);
    }

    /** Only of requests whose provider ran one. */
    private static void tools(ServerTools tools, LineBuffer to) {
        if (tools.isEmpty()) {
            return;
        }
        byte[] before = SERVER_TOOLS;
        for (Map.Entry<String, Long> tool : tools.calls().entrySet()) {
            to.raw(before).string(tool.getKey()).raw(':').number(tool.getValue());
            before = COMMA;
        }
        to.raw('}');
    }

    /** Only of requests that had to do with a cache. */
    private static void cache(CacheEffect cache, LineBuffer to) {
        if (cache.equals(CacheEffect.NONE)) {
            return;
        }
        to.raw(CACHE_SAVED).dollarsOfPico(cache.savedPico());
        to.raw(CACHE_PREMIUM).dollarsOfPico(cache.premiumPico());
        to.raw(CACHE_UNREAD).dollarsOfPico(cache.unreadPico());
        String from = cache.switchedFrom();
        if (from != null) {
            to.raw(SWITCHED_FROM).string(from);
            to.raw(SWITCH_COST).dollarsOfPico(cache.switchPico());
        }
        to.raw('}');
    }

    private static void attempts(List<AttemptRecord> attempts, Charge charge, LineBuffer to) {
        to.raw(ATTEMPTS);
        for (int i = 0; i < attempts.size(); i++) {
            AttemptRecord attempt = attempts.get(i);
            if (i > 0) {
                to.raw(',');
            }
            to.raw(ATTEMPT_UPSTREAM).string(attempt.upstream());
            to.raw(MODEL).string(attempt.model());
            to.raw(ATTEMPT_STATUS).number(attempt.status());
            text(to.raw(ATTEMPT_ERROR), attempt.error());
            to.raw(ATTEMPT_MILLIS).number(attempt.millis());
            if (attempts.size() > 1 && attempt.billed()) {
                billed(attempt, charge.attempt(i), i != charge.served(), to);
            }
            to.raw('}');
        }
    }

    /** @param aside counted at its own upstream, not at the one that the line names */
    private static void billed(AttemptRecord attempt, Cost cost, boolean aside, LineBuffer to) {
        TokenUsage tokens = attempt.tokens();
        to.raw(ASIDE).bool(aside);
        to.raw(INPUT).number(tokens.input());
        to.raw(OUTPUT).number(tokens.output());
        to.raw(CACHE_CREATION).number(tokens.cacheCreation());
        to.raw(CACHE_READ).number(tokens.cacheRead());
        to.raw(INPUT_COST).dollarsOfPico(cost.inputPico());
        to.raw(OUTPUT_COST).dollarsOfPico(cost.outputPico());
        to.raw(CACHE_CREATION_COST).dollarsOfPico(cost.cacheCreationPico());
        to.raw(CACHE_READ_COST).dollarsOfPico(cost.cacheReadPico());
        to.raw(TOTAL_COST).dollarsOfPico(cost.total());
        text(to.raw(BECAUSE), attempt.estimatedBecause());
    }

    private static void text(LineBuffer to, @Nullable String value) {
        if (value == null) {
            to.raw(NULL);
        } else {
            to.string(value);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
