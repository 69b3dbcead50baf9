package io.ccgate.admin.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.AdminRoute.IfMatch;
import io.ccgate.admin.api.AdminRoutes;
import io.ccgate.admin.api.Schema;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the API as OpenAPI 3.1 does, out of the routes that serve it. Pure. */
final class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Schema PROBLEM = Schema.object()
            .with("type", Schema.text())
            .with("title", Schema.text())
            .with("status", Schema.whole())
            .with("detail", Schema.text())
            .optional("field", Schema.text().described("a JSON pointer into the body, or the name of a parameter"))
            .optional("remedy", Schema.text())
            .optional("findings", Schema.list(Schema.map(Schema.anything())));

    private OpenApi() {}

    static ObjectNode of(AdminRoutes routes, String version) {
        ObjectNode node = JSON.objectNode().put("openapi", "3.1.0");
        node.putObject("info")
                .put("title", "CCGate administration")
                .put("version", version)
                .put(
                        "description",
                        "A change may carry If-Match with the ETag of what was read, and some must: 412 tells that it"
                                + " was changed meanwhile, 428 that If-Match is missing. A parameter that a call does not"
                                + " know is refused. Every refusal is a problem document (RFC 9457) with a remedy.");
        ObjectNode paths = node.putObject("paths");
        for (AdminRoute route : routes.all()) {
            ObjectNode path = paths.path(route.template()) instanceof ObjectNode known
                    ? known
                    : paths.putObject(route.template());
            path.set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode components = node.putObject("components");
        components.putObject("schemas").set("Problem", PROBLEM.json());
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "a token of admin.tokens, or a tenant's key");
        schemes.putObject("password").put("type", "http").put("scheme", "basic");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "ccgate_session");
        return node;
    }

    private static ObjectNode operation(AdminRoute route) {
        ObjectNode node = JSON.objectNode().put("summary", route.summary());
        node.put("operationId", operationId(route));
        node.put("x-access", route.access().name().toLowerCase(Locale.ROOT));
        ArrayNode security = node.putArray("security");
        if (route.access() == Access.OPEN) {
            security.addObject();
        }
        security.addObject().putArray("token");
        security.addObject().putArray("password");
        security.addObject().putArray("session");
        ArrayNode parameters = node.putArray("parameters");
        Matcher variables = VARIABLE.matcher(route.template());
        while (variables.find()) {
            parameters
                    .addObject()
                    .put("name", variables.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", Schema.text().json());
        }
        for (AdminRoute.Parameter parameter : route.query()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .put("description", parameter.description())
                    .set("schema", parameter.schema().json());
        }
        if (route.ifMatch() != IfMatch.NONE) {
            parameters
                    .addObject()
                    .put("name", "If-Match")
                    .put("in", "header")
                    .put("required", route.ifMatch() == IfMatch.REQUIRED)
                    .put("description", "the ETag of what was read, or *; another state is answered 412")
                    .set("schema", Schema.text().json());
        }
        route.body()
                .ifPresent(schema -> content(
                        node.putObject("requestBody").put("required", route.bodyRequired()),
                        "application/json",
                        schema.json()));
        ObjectNode responses = node.putObject("responses");
        ObjectNode good = responses.putObject(Integer.toString(route.status())).put("description", "done");
        route.answer().ifPresent(schema -> content(good, "application/json", schema.json()));
        content(
                responses.putObject("default").put("description", "a problem"),
                "application/problem+json",
                JSON.objectNode().put("$ref", "#/components/schemas/Problem"));
        return node;
    }

    private static void content(ObjectNode holder, String type, ObjectNode schema) {
        holder.putObject("content").putObject(type).set("schema", schema);
    }

    private static String operationId(AdminRoute route) {
        String path = route.template().replaceFirst("^/admin/v1/", "").replaceAll("[^A-Za-z0-9]+", "_");
        return route.method().toLowerCase(Locale.ROOT) + '_' + path.replaceAll("_$", "");
    }
}
