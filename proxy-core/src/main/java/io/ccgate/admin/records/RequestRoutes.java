package io.ccgate.admin.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.observe.days.Cursor;
import io.ccgate.observe.requests.RequestFilter;
import io.ccgate.observe.requests.RequestLog;
import io.ccgate.observe.requests.RequestPage;
import io.ccgate.observe.requests.RequestQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The request log: lists, newest first; one request with all that was kept of it; deleting. A tenant sees its own requests, and nothing
 * of what passed between the gateway and the upstream.
 */
public final class RequestRoutes implements RouteGroup {
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int LAST_PAGE = 100_000;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final List<String> BEHIND = List.of(
            "forward_url",
            "forward_headers",
            "forward_body",
            "forward_body_size",
            "forward_body_cut",
            "provider_headers",
            "provider_status",
            "earlier_attempts");

    private final GatewayStatus status;
    private final RequestLog log;
    private final RequestQuery query;

    public RequestRoutes(GatewayStatus status) {
        this.status = status;
        this.log = status.observation().requestLog();
        this.query = new RequestQuery(log.files());
    }

    @Override
    public List<AdminRoute> routes() {
        Schema page = Schema.object()
                .with("items", Schema.list(RequestSchema.LINE))
                .with("page_size", Schema.whole())
                .with("next_cursor", Schema.text().orNull().described("send it as cursor to go on; null at the end"))
                .optional("page", Schema.whole())
                .optional("total", Schema.whole().described("only when a page is asked for by its number"));
        return List.of(
                filters(AdminRoute.of(
                                "GET",
                                "/admin/v1/logs/requests",
                                Access.TENANT,
                                "Finished requests, newest first",
                                this::list))
                        .query("cursor", "Where the page before ended", Schema.text())
                        .query("page", "Instead of a cursor: number of the page; slower", Schema.whole(1, LAST_PAGE))
                        .query("page_size", "Requests of a page", Schema.whole(1, LARGEST_PAGE))
                        .gives(page),
                AdminRoute.of(
                                "GET",
                                "/admin/v1/logs/requests/{id}",
                                Access.TENANT,
                                "One request, with headers and bodies where they were kept",
                                this::one)
                        .gives(RequestSchema.DETAIL),
                AdminRoute.of(
                                "DELETE",
                                "/admin/v1/logs/requests",
                                Access.WRITE,
                                "Delete the request log, or all days before a moment",
                                this::delete)
                        .query(
                                "before_timestamp",
                                "Seconds since 1970; days that end before it go",
                                Schema.whole(0, LAST_SECOND))
                        .gives(Schema.message()));
    }

    private static AdminRoute filters(AdminRoute route) {
        String part = "A part of it, or a pattern with *";
        return route.query("from", "First moment: an ISO 8601 instant or a UTC date", Schema.text())
                .query("to", "Moment at which it ends; a date is included", Schema.text())
                .query("tenant", part, Schema.text())
                .query("provider_id", "Id of the upstream that served it or failed last", Schema.text())
                .query("provider_name", part, Schema.text())
                .query("model", part, Schema.text())
                .query("status", "A status such as 429, or a class such as 5xx", Schema.text())
                .query("success", "true or false", Schema.flag())
                .query("cli_type", "claude_code, codex, gemini or other", Schema.text())
                .query("session", "Id of the agent's session", Schema.text())
                .query("search", "Stands anywhere in what is listed", Schema.text());
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        int size = request.queryWhole("page_size", 1, LARGEST_PAGE, USUAL_PAGE);
        int page = request.queryWhole("page", 1, LAST_PAGE, 0);
        RequestFilter filter = filter(request);
        @Nullable
        Cursor after = request.query("cursor").map(RequestRoutes::cursor).orElse(null);
        RequestPage found = query.list(filter, after, page > 0 ? (page - 1) * size : 0, size);
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        out.writeBytes("{\"items\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < found.lines().size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(found.lines().get(i));
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        if (page > 0) {
            rest.put("total", query.count(filter));
            rest.put("page", page);
        }
        rest.put("page_size", size);
        rest.put("next_cursor", found.next() == null ? null : found.next().toString());
        out.writeBytes(("]," + rest.toString().substring(1)).getBytes(StandardCharsets.UTF_8));
        return new AdminAnswer.Whole(200, "application/json", out.toByteArray(), Map.of());
    }

    private RequestFilter filter(AdminRequest request) {
        RequestFilter.Builder filter = new RequestFilter.Builder();
        Instant oldest = status.now()
                .minus(status.snapshot().config().server().requestLog().retention());
        Instant from =
                request.query("from").map(text -> moment("from", text, false)).orElse(oldest);
        filter.from(from.isBefore(oldest) ? oldest : from);
        request.query("to").map(text -> moment("to", text, true)).ifPresent(filter::to);
        request.query("tenant").ifPresent(filter::tenantLike);
        request.caller().tenant().ifPresent(filter::tenant);
        request.query("provider_id").ifPresent(filter::upstream);
        request.query("provider_name").ifPresent(filter::upstreamLike);
        request.query("model").ifPresent(filter::modelLike);
        request.query("success").ifPresent(text -> filter.success(flag("success", text)));
        request.query("cli_type").ifPresent(filter::agent);
        request.query("session").ifPresent(filter::session);
        request.query("search").ifPresent(filter::text);
        request.query("status").ifPresent(text -> {
            try {
                filter.status(text);
            } catch (IllegalArgumentException malformed) {
                throw AdminProblem.invalid("status", "neither a status nor a class", "send 429, or 5xx");
            }
        });
        return filter.build();
    }

    private static Cursor cursor(String text) {
        try {
            return Cursor.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw AdminProblem.invalid("cursor", "not one of ours", "send next_cursor of the page before, or none");
        }
    }

    private static boolean flag(String name, String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw AdminProblem.invalid(name, "neither true nor false", "send true or false");
        };
    }

    /** @param end whether a date means the end of its day */
    private static Instant moment(String name, String text, boolean end) {
        try {
            Instant moment = text.length() > 10
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(end ? 1 : 0)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            if (moment.getEpochSecond() >= 0 && moment.getEpochSecond() <= LAST_SECOND) {
                return moment;
            }
            throw new java.time.DateTimeException("neither past nor near future");
        } catch (java.time.DateTimeException malformed) {
            throw AdminProblem.invalid(name, "not a moment", "send 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }

    private AdminAnswer one(AdminRequest request) throws IOException {
        Optional<String> tenant = request.caller().tenant();
        ObjectNode found = query.find(request.variable("id"), tenant.orElse(null))
                .orElseThrow(() -> AdminProblem.notFound("request of this id in the log"));
        if (tenant.isPresent()) {
            found.remove(BEHIND);
            if (!found.path("response_body_is_provider_body").asBoolean()) {
                found.remove(
                        List.of("provider_body", "provider_body_size", "provider_body_cut", "provider_body_base64"));
            }
        }
        return AdminAnswer.json(found);
    }

    private AdminAnswer delete(AdminRequest request) throws IOException {
        LocalDate before =
                request.query("before_timestamp").map(RequestRoutes::day).orElse(LocalDate.MAX);
        try {
            int days = log.deleteBefore(before).join();
            return AdminAnswer.message("the request log of " + days + " days is deleted");
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static LocalDate day(String seconds) {
        try {
            return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(seconds)), ZoneOffset.UTC);
        } catch (NumberFormatException | java.time.DateTimeException malformed) {
            throw AdminProblem.invalid("before_timestamp", "not a time", "send seconds since 1970");
        }
    }
}
