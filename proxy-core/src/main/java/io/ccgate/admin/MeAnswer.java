package io.ccgate.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.policy.RateState;
import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.LimitName;
import io.ccgate.usage.ledger.LimitState;
import io.ccgate.usage.ledger.Standing;
import io.ccgate.usage.price.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code GET /usage/me}: where the holder of a key stands, as JSON or in one line for a shell. The numbers are those that decide
 * whether the next request may begin.
 */
record MeAnswer(TenantConfig tenant, Aggregate today, Standing standing, RateState rates, Instant now) {
    /** Limits in the line: more do not fit beside a prompt. */
    private static final int SHOWN = 3;

    private static final int CENTS = 2;
    private static final int TENTHS_OF_CENTS = 4;

    /** {@code {tenant, time, today, reserved, limits: [{name, unit, used, reserved, remaining, limit, percent, resetAt}], rates}}. */
    String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("tenant").put("id", tenant.id()).put("name", tenant.name());
        node.put("time", now.toString());
        node.putObject("today")
                .put("requests", today.requests())
                .put("errors", today.errors())
                .put("tokens", today.tokens())
                .put("costUSD", Money.dollars(today.totalCost()));
        node.putObject("reserved")
                .put("requests", standing.reservedRequests())
                .put("tokens", standing.reservedTokens())
                .put("costUSD", Money.dollars(standing.reservedMicros()));
        ArrayNode limits = node.putArray("limits");
        standing.limits().forEach(limit -> limits.add(json(limit)));
        ObjectNode perMinute = node.putObject("rates");
        rate(
                perMinute,
                "requestsPerMinute",
                rates.requestsPerMinute(),
                rates.requestsRemaining(),
                rates.requestsFullIn());
        rate(perMinute, "tokensPerMinute", rates.tokensPerMinute(), rates.tokensRemaining(), rates.tokensFullIn());
        if (rates.maxConcurrent() > 0) {
            perMinute
                    .putObject("maxConcurrent")
                    .put("limit", rates.maxConcurrent())
                    .put("running", rates.running())
                    .put("waiting", rates.waiting())
                    .put("remaining", Math.max(0, rates.maxConcurrent() - rates.running()));
        }
        return node.toString();
    }

    private static void rate(ObjectNode rates, String name, long limit, long remaining, long fullInSeconds) {
        if (limit > 0) {
            rates.putObject(name)
                    .put("limit", limit)
                    .put("remaining", remaining)
                    .put("fullInSeconds", fullInSeconds);
        }
    }

    private ObjectNode json(LimitState state) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        LimitName name = state.name();
        node.put("name", name.toString());
        if (!name.models().isEmpty()) {
            node.put("models", name.models());
        }
        node.put("span", name.span().key()).put("unit", name.unit().name().toLowerCase(Locale.ROOT));
        node.put("used", amount(state, state.used()))
                .put("reserved", amount(state, state.reserved()))
                .put("remaining", amount(state, state.remaining()))
                .put("limit", amount(state, state.limit()))
                .put("percent", state.percent());
        state.resetAt()
                .ifPresentOrElse(
                        at -> node.put("resetAt", at.toString()).put("resetInSeconds", seconds(at)),
                        () -> node.putNull("resetAt"));
        return node;
    }

    private static BigDecimal amount(LimitState state, long amount) {
        return state.name().unit() == LimitName.Unit.USD ? Money.dollars(amount) : BigDecimal.valueOf(amount);
    }

    /** One line without control characters, the limits that are nearest to their end first. */
    String line() {
        StringBuilder line = new StringBuilder()
                .append(dollars(today.totalCost()))
                .append(" today, ")
                .append(today.requests())
                .append(today.requests() == 1 ? " request" : " requests");
        List<LimitState> nearest = standing.limits().stream()
                .sorted(Comparator.comparing(LimitState::percent).reversed())
                .limit(SHOWN)
                .toList();
        for (LimitState state : nearest) {
            line.append(" | ").append(label(state.name())).append(' ');
            line.append(shown(state, state.remaining()))
                    .append(" of ")
                    .append(shown(state, state.limit()))
                    .append(" left");
            state.resetAt().ifPresent(at -> line.append(", resets in ").append(span(seconds(at))));
        }
        return line.append('\n').toString();
    }

    private static String label(LimitName name) {
        String span = switch (name.span()) {
            case FIVE_HOUR -> "5h";
            case DAILY -> "day";
            case WEEKLY -> "week";
            case MONTHLY -> "month";
            case TOTAL -> "total";
        };
        return name.models().isEmpty() ? span : span + " " + name.models();
    }

    private static String shown(LimitState state, long amount) {
        return switch (state.name().unit()) {
            case USD -> dollars(amount);
            case TOKENS -> String.format(Locale.ROOT, "%,d tokens", amount);
            case REQUESTS -> String.format(Locale.ROOT, "%,d requests", amount);
        };
    }

    /** Cents, or what a small amount needs. */
    private static String dollars(long micros) {
        BigDecimal exact = Money.dollars(micros);
        int digits = exact.abs().compareTo(BigDecimal.ONE) < 0 && exact.scale() > CENTS ? TENTHS_OF_CENTS : CENTS;
        return "$" + exact.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    private long seconds(Instant at) {
        return Math.max(0, Duration.between(now, at).toSeconds());
    }

    private static String span(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        if (left.toDays() > 0) {
            return left.toDays() + "d" + left.toHoursPart() + "h";
        }
        return left.toHours() > 0 ? left.toHours() + "h" + left.toMinutesPart() + "m" : left.toMinutes() + "m";
    }
}
