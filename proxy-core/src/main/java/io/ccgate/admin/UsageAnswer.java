package io.ccgate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /usage}: {@code {"type":"admin","username","password"}} or {@code {"type":"tenant","apiKey"}}, each with
 * optional {@code from}, {@code to}, {@code groupBy}, {@code report}, {@code orderBy}, {@code offset} and {@code limit}. Decides who asks and what; the numbers come from
 * {@link UsageFacts}.
 *
 * <p>Reads files when asked for other days than today: call it on a worker thread.
 */
public final class UsageAnswer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Whatever of these a request has, it asks for more than CCGate answers. */
    private static final List<String> RANGE = List.of("from", "to", "groupBy", "report", "orderBy", "offset", "limit");

    private final UsageFacts facts;

    public UsageAnswer(UsageFacts facts) {
        this.facts = facts;
    }

    /**
     * Answers a request.
     *
     * @param today in UTC; the end of a range that names none
     * @throws IOException if usage files cannot be read
     */
    public Answer answer(byte[] body, LocalDate today) throws IOException {
        JsonNode request = parse(body);
        if (request == null || !request.isObject()) {
            return error(400, "the body must be a JSON object with a type");
        }
        return switch (text(request, "type")) {
            case "admin" -> admin(request, today);
            case "tenant" -> tenant(request, today);
            default -> error(400, "unknown type; use admin or tenant");
        };
    }

    private Answer admin(JsonNode request, LocalDate today) throws IOException {
        if (!facts.adminEnabled()) {
            return error(403, "the administration is switched off");
        }
        if (!facts.isAdmin(text(request, "username"), text(request, "password"))) {
            return error(401, "wrong username or password");
        }
        try {
            return ok(facts.adminUsage(range(request, today)));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer tenant(JsonNode request, LocalDate today) throws IOException {
        Optional<TenantConfig> tenant = facts.tenantOf(text(request, "apiKey"));
        if (tenant.isEmpty()) {
            return error(401, "unknown apiKey");
        }
        Optional<GatewayError> refusal = facts.refusal(tenant.get());
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        try {
            return ok(facts.tenantUsage(tenant.get(), range(request, today)));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    /** Empty when the request names neither a range nor a grouping: then the answer is exactly CCGate's. */
    private static Optional<UsageFacts.Range> range(JsonNode request, LocalDate today) {
        if (RANGE.stream().noneMatch(request::has)) {
            return Optional.empty();
        }
        LocalDate to = request.has("to") ? date(request, "to") : today;
        LocalDate from = request.has("from") ? date(request, "from") : to;
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("from (" + from + ") is after to (" + to + ")");
        }
        String groupBy = request.has("groupBy") ? text(request, "groupBy") : "day";
        String report = request.has("report") ? text(request, "report") : "usage";
        Optional<String> orderBy = request.has("orderBy") ? Optional.of(text(request, "orderBy")) : Optional.empty();
        OptionalInt limit = request.has("limit") ? OptionalInt.of(count(request, "limit")) : OptionalInt.empty();
        int offset = request.has("offset") ? count(request, "offset") : 0;
        return Optional.of(new UsageFacts.Range(from, to, groupBy, report, orderBy, offset, limit));
    }

    private static int count(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException(name + " must be a whole number, not negative");
        }
        return value.intValue();
    }

    private static LocalDate date(JsonNode request, String name) {
        try {
            return LocalDate.parse(text(request, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a date such as 2026-01-31", e);
        }
    }

    private static String text(JsonNode request, String name) {
        return request.path(name).isTextual() ? request.path(name).textValue() : "";
    }

    private static @Nullable JsonNode parse(byte[] body) throws IOException {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Answer ok(JsonNode json) {
        return new Answer(200, json.toString());
    }

    /** In the words that any request of this tenant would be refused with. */
    private Answer refused(GatewayError error) {
        return new Answer(
                error.status(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error", facts.message(error))
                        .put("code", error.code())
                        .toString());
    }

    private static Answer error(int status, String message) {
        return new Answer(
                status,
                JsonNodeFactory.instance.objectNode().put("error", message).toString());
    }
}
