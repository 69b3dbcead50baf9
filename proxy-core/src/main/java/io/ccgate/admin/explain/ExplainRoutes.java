package io.ccgate.admin.explain;

import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.exchange.InForce;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /admin/v1/explain}: a request described, or one of the past by its id. */
public final class ExplainRoutes implements RouteGroup {
    private static final Schema CODE =
            Schema.text().described("says why to a program that has words of its own for it");
    private static final Schema VALUES = Schema.map(Schema.text()).described("what stands in those words");

    private static final Schema STEP = Schema.object()
            .with("step", Schema.oneOf("tenant", "model", "upstream", "price", "limits"))
            .with("passes", Schema.flag())
            .with("why", Schema.text())
            .with("code", CODE)
            .optional("values", VALUES);

    private static final Schema CANDIDATE = Schema.object()
            .with("provider_id", Schema.text())
            .with("provider_name", Schema.text())
            .with("protocol", Schema.text())
            .with("model", Schema.text().described("what it would be asked for"))
            .with("place", Schema.whole().described("from 1, the first to be tried; 0: it would not be tried"))
            .with("why", Schema.text())
            .with("code", CODE)
            .optional("values", VALUES)
            .optional("most_usd", Schema.number().described("what is held against the limits"))
            .optional("likely_usd", Schema.number());

    private static final Schema LIMIT = Schema.object()
            .with("limit", Schema.text())
            .with("used", Schema.number())
            .with("reserved", Schema.number())
            .with("most", Schema.number())
            .with("left", Schema.number())
            .optional("resets_at", Schema.instant());

    private final Explanation explanation;
    private final Supplier<@Nullable InForce> inForce;

    public ExplainRoutes(Explanation explanation, Supplier<@Nullable InForce> inForce) {
        this.explanation = explanation;
        this.inForce = inForce;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.of(
                        "POST",
                        "/admin/v1/explain",
                        Access.READ,
                        "What would become of a request, and why; nothing is sent",
                        this::explain)
                .takes(Question.SCHEMA)
                .gives(Schema.object()
                        .with("tenant", Schema.text())
                        .with("model_asked", Schema.text())
                        .with("model", Schema.text())
                        .with("would_be_served", Schema.flag())
                        .with("steps", Schema.list(STEP))
                        .with("candidates", Schema.list(CANDIDATE))
                        .with("limits", Schema.list(LIMIT))));
    }

    private AdminAnswer explain(AdminRequest request) throws IOException {
        InForce now = inForce.get();
        if (now == null) {
            throw AdminProblem.unavailable("the gateway is starting", "try again");
        }
        return AdminAnswer.json(
                explanation.of(request.tree(), now, request.caller().address()));
    }
}
