package io.ccgate.admin.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What was changed, by whom. */
public final class AuditRoutes implements RouteGroup {
    private static final int MOST = 1_000;
    private static final Schema LINE = Schema.object()
            .with("at", Schema.instant())
            .with("request_id", Schema.text())
            .with("who", Schema.text())
            .with("via", Schema.text())
            .with("address", Schema.text())
            .with("action", Schema.text())
            .with("target", Schema.text())
            .with(
                    "changes",
                    Schema.list(Schema.object()
                            .with("path", Schema.text())
                            .with("before", Schema.anything())
                            .with("after", Schema.anything())));

    private final AuditLog log;

    public AuditRoutes(AuditLog log) {
        this.log = log;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.of("GET", "/admin/v1/audit", Access.READ, "Changes, the newest first", this::list)
                .query("limit", "at most so many", Schema.whole(1, MOST))
                .query("who", "only of this user or token", Schema.text())
                .query("action", "only those whose action begins so", Schema.text())
                .query("target", "only of this target", Schema.text())
                .gives(Schema.list(LINE)));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        Optional<String> who = request.query("who");
        Optional<String> action = request.query("action");
        Optional<String> target = request.query("target");
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        log.newest(
                        request.queryWhole("limit", 1, MOST, 100),
                        line -> who.map(line.path("who").asText()::equals).orElse(true)
                                && action.map(line.path("action").asText()::startsWith)
                                        .orElse(true)
                                && target.map(line.path("target").asText()::equals)
                                        .orElse(true))
                .forEach(array::add);
        return AdminAnswer.json(array);
    }
}
