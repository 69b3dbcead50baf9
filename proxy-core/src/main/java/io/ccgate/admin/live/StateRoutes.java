package io.ccgate.admin.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.usage.ledger.Standing;
import io.ccgate.usage.price.Money;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What is held right now: connections, requests, who is out of service, sessions, reservations. */
public final class StateRoutes implements RouteGroup {
    private static final Schema OUT =
            Schema.object().with("provider", Schema.text()).with("until", Schema.instant());
    private static final Schema HELD = Schema.object()
            .with("tenant", Schema.text())
            .with("requests", Schema.whole())
            .with("tokens", Schema.whole())
            .with("cost_usd", Schema.number());

    private final GatewayStatus status;
    private final Counts counts;

    /**
     * Where the numbers come from; each callable from any thread.
     *
     * @param connections of clients
     * @param eventStreams open streams of the administration
     * @param logins open sessions of the console, about
     */
    public record Counts(IntSupplier connections, IntSupplier eventStreams, LongSupplier logins) {}

    public StateRoutes(GatewayStatus status, Counts counts) {
        this.status = status;
        this.counts = counts;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.of("GET", "/admin/v1/state", Access.READ, "What is held right now", this::show)
                .gives(Schema.object()
                        .with("connections", Schema.whole().described("open connections of clients"))
                        .with("active_requests", Schema.whole())
                        .with("event_streams", Schema.whole())
                        .with("logins", Schema.whole())
                        .with("sessions", Schema.whole().described("conversations that stay with their provider"))
                        .with("blacklist", Schema.list(OUT))
                        .with("reservations", Schema.list(HELD))));
    }

    private AdminAnswer show(AdminRequest request) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("connections", counts.connections().getAsInt());
        node.put("active_requests", status.activeRequests());
        node.put("event_streams", counts.eventStreams().getAsInt());
        node.put("logins", counts.logins().getAsLong());
        node.put("sessions", status.balancer().sessions());
        ArrayNode out = node.putArray("blacklist");
        status.balancer().views().forEach(view -> {
            if (view.blacklistedUntil() != null) {
                out.addObject()
                        .put("provider", view.id())
                        .put("until", view.blacklistedUntil().toString());
            }
        });
        ArrayNode held = node.putArray("reservations");
        for (TenantConfig tenant : status.snapshot().config().tenants()) {
            Standing standing = status.books().ledger().standing(tenant);
            if (standing.reservedRequests() > 0) {
                held.addObject()
                        .put("tenant", tenant.id())
                        .put("requests", standing.reservedRequests())
                        .put("tokens", standing.reservedTokens())
                        .put("cost_usd", Money.dollars(standing.reservedMicros()));
            }
        }
        return AdminAnswer.json(node);
    }
}
