package io.ccgate.admin.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of the API: where it is, who may make it, who answers it, and what the description of the API says about it.
 * Immutable; the methods that refine it return another one.
 *
 * @param method upper case; a route for {@code GET} also answers {@code HEAD}
 * @param template a path whose steps in braces match any one step: {@code /admin/v1/providers/{id}}
 * @param summary one line for the description
 * @param query parameters behind the question mark
 * @param body what the request carries; empty when it carries nothing
 * @param answer what a good answer carries; empty when it is no JSON
 * @param status of a good answer
 */
public record AdminRoute(
        String method,
        String template,
        Access access,
        String summary,
        AdminHandler handler,
        List<Parameter> query,
        Optional<Schema> body,
        Optional<Schema> answer,
        int status) {

    /** A parameter behind the question mark. */
    public record Parameter(String name, String description, Schema schema) {}

    public AdminRoute {
        if (!template.startsWith("/") || template.contains("?")) {
            throw new IllegalArgumentException("not a path: " + template);
        }
        query = List.copyOf(query);
    }

    public static AdminRoute of(String method, String template, Access access, String summary, AdminHandler handler) {
        return new AdminRoute(
                method, template, access, summary, handler, List.of(), Optional.empty(), Optional.empty(), 200);
    }

    /** With an optional parameter of the query. */
    public AdminRoute query(String name, String description, Schema schema) {
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, description, schema));
        return new AdminRoute(method, template, access, summary, handler, more, body, answer, status);
    }

    /** With a body of JSON in the request. */
    public AdminRoute takes(Schema schema) {
        return new AdminRoute(method, template, access, summary, handler, query, Optional.of(schema), answer, status);
    }

    /** With JSON in the answer. */
    public AdminRoute gives(Schema schema) {
        return gives(status, schema);
    }

    /** With JSON in the answer, and another status than 200. */
    public AdminRoute gives(int otherStatus, Schema schema) {
        return new AdminRoute(
                method, template, access, summary, handler, query, body, Optional.of(schema), otherStatus);
    }
}
