package io.ccgate.admin.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.AdminRoutes;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import java.util.ArrayList;
import java.util.List;

/** The description of the API, its own call included. */
public final class OpenApiRoutes implements RouteGroup {
    private final ObjectNode description;

    /** @param others all other groups */
    public OpenApiRoutes(List<? extends RouteGroup> others, String version) {
        List<RouteGroup> all = new ArrayList<>(others);
        all.add(() -> List.of(route()));
        description = OpenApi.of(AdminRoutes.of(all), version);
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(route());
    }

    private AdminRoute route() {
        return AdminRoute.of(
                        "GET",
                        "/admin/v1/openapi.json",
                        Access.READ,
                        "This description",
                        request -> AdminAnswer.json(description))
                .gives(Schema.map(Schema.anything()));
    }
}
