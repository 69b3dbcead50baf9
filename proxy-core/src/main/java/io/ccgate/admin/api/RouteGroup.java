package io.ccgate.admin.api;

import java.util.List;

/** Routes that belong together. */
@FunctionalInterface
public interface RouteGroup {
    List<AdminRoute> routes();
}
