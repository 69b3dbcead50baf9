/**
 * The seam of the administration's HTTP API: what a route is, what a handler is given and what it answers. No socket, no file, no
 * knowledge of any particular route.
 *
 * <p>Who adds calls writes a {@link io.ccgate.admin.api.RouteGroup} and names it in one line where the gateway is wired together:
 *
 * <pre>{@code
 * final class PromptRoutes implements RouteGroup {
 *     public List<AdminRoute> routes() {
 *         return List.of(
 *                 AdminRoute.of("GET", "/admin/v1/prompts", Access.READ, "All prompts", this::list),
 *                 AdminRoute.of("PUT", "/admin/v1/prompts/{id}", Access.WRITE, "Change a prompt", this::change)
 *                         .takes(Schema.object().optional("name", Schema.text()))
 *                         .gives(Schema.message()));
 *     }
 *
 *     private AdminAnswer change(AdminRequest request) throws IOException {
 *         JsonObject body = request.json("name", "content");
 *         ...
 *         return AdminAnswer.message("changed");
 *     }
 * }
 * }</pre>
 *
 * <p>Handlers run on a worker thread: they may read files and check passwords. Whatever is wrong with a request is thrown as an
 * {@link io.ccgate.admin.api.AdminProblem}, which names the field and the remedy. Who is calling was found out before; a
 * handler open to tenants asks {@link io.ccgate.admin.api.AdminRequest#caller()} whose data it may show.
 */
@NullMarked
package io.ccgate.admin.api;

import org.jspecify.annotations.NullMarked;
