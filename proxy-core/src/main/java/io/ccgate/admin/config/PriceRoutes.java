package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.tree.Pointer;
import java.io.IOException;
import java.util.List;

/**
 * What models cost. Without a {@code pricing.json} the table of the jar holds; the first change writes that table into the file,
 * so that no price is lost.
 */
public final class PriceRoutes implements RouteGroup {
    private static final String PATH = "/admin/v1/prices";
    private static final String ONE = PATH + "/{pattern}";
    private static final Schema PRICE = Schema.map(Schema.anything())
            .described("as in pricing.json: input, output, cacheCreation, cacheCreation1h, cacheRead, longContext,"
                    + " serverTools");
    private static final Schema ALL = Schema.object()
            .with("shipped", Schema.flag().described("whether this is the jar's table, since there is no pricing.json"))
            .with("unit", Schema.oneOf("per1k", "per1m"))
            .optional("date", Schema.text().described("of which day the prices are, as 'metadata' says"))
            .with("unknown_model", Schema.anything())
            .with("prices", Schema.map(PRICE));

    private final ConfigChanges changes;

    public PriceRoutes(ConfigChanges changes) {
        this.changes = changes;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", PATH, Access.READ, "All prices by model pattern", this::list)
                        .gives(ALL),
                AdminRoute.of("PUT", PATH, Access.WRITE, "Change the unit or what unknown models cost", this::change)
                        .takes(Schema.object()
                                .optional("unit", Schema.oneOf("per1k", "per1m"))
                                .optional("unknown_model", Schema.anything()))
                        .heedsIfMatch()
                        .gives(ALL),
                AdminRoute.of("PUT", ONE, Access.WRITE, "Set the price of a model or pattern", this::set)
                        .takes(PRICE)
                        .heedsIfMatch()
                        .gives(ALL),
                AdminRoute.of("DELETE", ONE, Access.WRITE, "Remove the price of a model or pattern", this::remove)
                        .heedsIfMatch()
                        .gives(Schema.message()));
    }

    private AdminAnswer list(AdminRequest request) throws IOException {
        return show(changes.see(ConfigFile.PRICING));
    }

    private static AdminAnswer show(SeenFile seen) {
        boolean shipped = seen.tag().isEmpty();
        JsonNode tree = seen.begun().tree();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("shipped", shipped);
        node.put("unit", tree.path("unit").asText("per1k"));
        if (tree.at("/metadata/date").isTextual()) {
            node.put("date", tree.at("/metadata/date").asText());
        }
        node.set(
                "unknown_model",
                tree.has("unknownModel") ? tree.path("unknownModel") : JsonNodeFactory.instance.textNode("free"));
        node.set(
                "prices",
                tree.path("modelPricing").isObject()
                        ? tree.path("modelPricing")
                        : JsonNodeFactory.instance.objectNode());
        return AdminAnswer.json(node).etag(seen.etag());
    }

    private AdminAnswer change(AdminRequest request) throws IOException {
        JsonObject body = request.json("unit", "unknown_model");
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        body.findChoice("unit", List.of("per1k", "per1m")).ifPresent(unit -> patch.put("unit", unit));
        body.find("unknown_model").ifPresent(unknown -> patch.set("unknownModel", unknown));
        return show(changes.change(
                request, ConfigFile.PRICING, "price.settings", "", seen -> EntryPatch.edits(seen, "", patch)));
    }

    private AdminAnswer set(AdminRequest request) throws IOException {
        JsonObject body = request.json();
        String pattern = request.variable("pattern");
        String at = "/modelPricing/" + Pointer.escape(pattern);
        return show(changes.change(
                request,
                ConfigFile.PRICING,
                "price.set",
                pattern,
                seen -> seen.tree().at(at).equals(body.node())
                        ? List.of()
                        : List.of(new Edit.Set(at, body.node().toString()))));
    }

    private AdminAnswer remove(AdminRequest request) throws IOException {
        String pattern = request.variable("pattern");
        String at = "/modelPricing/" + Pointer.escape(pattern);
        SeenFile after = changes.change(request, ConfigFile.PRICING, "price.remove", pattern, seen -> {
            if (seen.tree().at(at).isMissingNode()) {
                throw AdminProblem.notFound("price for \"" + pattern + '"');
            }
            return List.of(new Edit.Remove(at));
        });
        return AdminAnswer.message("Price removed").etag(after.etag());
    }
}
