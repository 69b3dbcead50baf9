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
 * @param bodyRequired whether it must
 * @param answer what a good answer carries; empty when it is no JSON
 * @param status of a good answer
 * @param ifMatch whether a request may or must say which state it changes
 */
public record AdminRoute(
        String method,
        String template,
        Access access,
        String summary,
        AdminHandler handler,
        List<Parameter> query,
        Optional<Schema> body,
        boolean bodyRequired,
        Optional<Schema> answer,
        int status,
        IfMatch ifMatch) {

    /** What {@code If-Match} is to a call. */
    public enum IfMatch {
        /** It changes nothing that has an {@code ETag}. */
        NONE,
        /** Another state than the one it names is answered 412. */
        HEEDED,
        /** Likewise, and without it the call is answered 428. */
        REQUIRED
    }

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
                method,
                template,
                access,
                summary,
                handler,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                200,
                IfMatch.NONE);
    }

    /** With an optional parameter of the query. */
    public AdminRoute query(String name, String description, Schema schema) {
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, description, schema));
        return new AdminRoute(
                method, template, access, summary, handler, more, body, bodyRequired, answer, status, ifMatch);
    }

    /** With a body of JSON in the request. */
    public AdminRoute takes(Schema schema) {
        return taking(schema, true);
    }

    /** With a body of JSON in the request, or none. */
    public AdminRoute mayTake(Schema schema) {
        return taking(schema, false);
    }

    private AdminRoute taking(Schema schema, boolean required) {
        return new AdminRoute(
                method,
                template,
                access,
                summary,
                handler,
                query,
                Optional.of(schema),
                required,
                answer,
                status,
                ifMatch);
    }

    /** With JSON in the answer. */
    public AdminRoute gives(Schema schema) {
        return gives(status, schema);
    }

    /** With JSON in the answer, and another status than 200. */
    public AdminRoute gives(int otherStatus, Schema schema) {
        return new AdminRoute(
                method,
                template,
                access,
                summary,
                handler,
                query,
                body,
                bodyRequired,
                Optional.of(schema),
                otherStatus,
                ifMatch);
    }

    /** A change of something that has an {@code ETag}: the handler heeds {@link AdminRequest#ifMatch}. */
    public AdminRoute heedsIfMatch() {
        return matching(IfMatch.HEEDED);
    }

    /** A change of so much that it must say which state it means. */
    public AdminRoute requiresIfMatch() {
        return matching(IfMatch.REQUIRED);
    }

    private AdminRoute matching(IfMatch other) {
        return new AdminRoute(
                method, template, access, summary, handler, query, body, bodyRequired, answer, status, other);
    }
}
