package io.ccgate.admin.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.observe.events.EventLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What happened to the gateway itself. */
public final class SystemLogRoutes implements RouteGroup {
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final EventLog events;

    public SystemLogRoutes(EventLog events) {
        this.events = events;
    }

    @Override
    public List<AdminRoute> routes() {
        Schema event = Schema.object()
                .with("time", Schema.instant())
                .with("created_at", Schema.whole())
                .with("level", Schema.oneOf("info", "warning", "error"))
                .with("event_type", Schema.text())
                .optional("provider_name", Schema.text())
                .with("message", Schema.text())
                .optional("details", Schema.map(Schema.text()).described("what stands in the message, by name"));
        return List.of(
                AdminRoute.of("GET", "/admin/v1/logs/system", Access.READ, "Events, newest first", this::list)
                        .query("level", "info, warning or error", Schema.oneOf("info", "warning", "error"))
                        .query("event_type", "Such as provider_blacklist", Schema.text())
                        .query("provider_name", "Name of an upstream", Schema.text())
                        .query("page", "Number of the page", Schema.whole(1, 100_000))
                        .query("page_size", "Events of a page", Schema.whole(1, LARGEST_PAGE))
                        .gives(Schema.object()
                                .with("items", Schema.list(event))
                                .with("total", Schema.whole())
                                .with("page", Schema.whole())
                                .with("page_size", Schema.whole())),
                AdminRoute.of("DELETE", "/admin/v1/logs/system", Access.WRITE, "Delete all events", this::delete)
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        int page = request.queryWhole("page", 1, 100_000, 1);
        int size = request.queryWhole("page_size", 1, LARGEST_PAGE, USUAL_PAGE);
        Predicate<ObjectNode> wanted =
                is("level", request).and(is("event_type", request)).and(is("provider_name", request));
        EventLog.Page found = events.list(wanted, (page - 1) * size, size);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode items = node.putArray("items");
        found.items().forEach(items::add);
        return AdminAnswer.json(
                node.put("total", found.total()).put("page", page).put("page_size", size));
    }

    private static Predicate<ObjectNode> is(String name, AdminRequest request) {
        Optional<String> wanted = request.query(name);
        return event -> wanted.isEmpty() || event.path(name).asText().equals(wanted.get());
    }

    private AdminAnswer delete(AdminRequest request) throws IOException {
        events.clear();
        return AdminAnswer.message("all events are deleted");
    }
}
