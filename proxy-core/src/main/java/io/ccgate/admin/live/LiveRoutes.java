package io.ccgate.admin.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.Observation;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.EventSink;
import io.ccgate.admin.api.RouteGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The overview, once or as a stream: an event {@code overview} at once and then with every {@link #tick}, an event {@code request} for
 * each request that ended, and for administrators an event {@code system} for what happens to the gateway itself.
 */
public final class LiveRoutes implements RouteGroup {
    private final Overview overview;
    private final Observation observation;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** @param tenant whose overview it is; empty for the administrator's */
    private record Listener(EventSink sink, Optional<String> tenant) {}

    public LiveRoutes(Overview overview, Observation observation) {
        this.overview = overview;
        this.observation = observation;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", "/admin/v1/overview", Access.TENANT, "The gateway at a glance", this::once)
                        .gives(Overview.SCHEMA),
                AdminRoute.of(
                        "GET",
                        "/admin/v1/events",
                        Access.TENANT,
                        "A stream of server-sent events: overview, request, system",
                        this::stream));
    }

    /** Tells all listeners. On a thread of the administration's; costs nothing while nobody listens. */
    public void tick() {
        if (listeners.isEmpty()) {
            return;
        }
        String all = "";
        for (Listener listener : listeners) {
            if (listener.tenant().isPresent()) {
                listener.sink().send("overview", of(listener.tenant()).toString());
            } else {
                all = all.isEmpty() ? of(Optional.empty()).toString() : all;
                listener.sink().send("overview", all);
            }
        }
    }

    private AdminAnswer once(AdminRequest request) {
        return AdminAnswer.json(of(request.caller().tenant()));
    }

    private AdminAnswer stream(AdminRequest request) {
        Optional<String> tenant = request.caller().tenant();
        return AdminAnswer.events(sink -> {
            Listener listener = new Listener(sink, tenant);
            sink.send("overview", of(tenant).toString());
            listeners.add(listener);
            Runnable requests = observation.requestLog().follow((owner, line) -> {
                if (tenant.isEmpty() || tenant.get().equals(owner)) {
                    sink.send("request", new String(line, StandardCharsets.UTF_8));
                }
            });
            Runnable events =
                    tenant.isPresent() ? () -> {} : observation.events().follow(event -> sink.send("system", event));
            return () -> {
                listeners.remove(listener);
                requests.run();
                events.run();
            };
        });
    }

    private ObjectNode of(Optional<String> tenant) {
        return tenant.map(overview::tenant).orElseGet(overview::admin);
    }
}
