package io.ccgate.admin.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.balance.Ground;
import io.ccgate.balance.Selection;
import io.ccgate.balance.Standpoint;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.InForce;
import io.ccgate.policy.AccessPolicy;
import io.ccgate.policy.ModelDecision;
import io.ccgate.policy.ModelPolicy;
import io.ccgate.usage.Asked;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.LimitName;
import io.ccgate.usage.ledger.LimitState;
import io.ccgate.usage.price.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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

    private final GatewayStatus status;
    private final Supplier<@Nullable InForce> inForce;

    public ExplainRoutes(GatewayStatus status, Supplier<@Nullable InForce> inForce) {
        this.status = status;
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
        JsonObject body = request.json(Question.MEMBERS);
        Question question =
                Question.of(body, now, status.observation().requestLog().files());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        TenantConfig tenant = question.tenant();
        answer.put("tenant", tenant.id()).put("model_asked", question.model());
        ModelDecision decision = ModelPolicy.decide(tenant, question.model());
        String model = decision instanceof ModelDecision.Allowed allowed ? allowed.model() : question.model();
        answer.put("model", model);
        answer.put("would_be_served", false);
        ArrayNode steps = answer.putArray("steps");
        boolean passes = access(steps, question, tenant, request);
        passes &= model(steps, decision, question.model());
        passes &= candidates(answer, steps, now, question, model);
        passes &= limits(answer, steps, tenant);
        answer.put("would_be_served", passes);
        return AdminAnswer.json(answer);
    }

    private boolean access(ArrayNode steps, Question question, TenantConfig tenant, AdminRequest request) {
        // The caller's own address stands in for the client's, which nobody knows beforehand.
        Optional<GatewayError> refusal =
                AccessPolicy.refusal(tenant, request.caller().address(), status.now());
        return step(
                steps,
                "tenant",
                refusal.isEmpty(),
                refusal.map(error -> Ground.of(error.code(), error.message())).orElse(question.foundBy()));
    }

    private static boolean model(ArrayNode steps, ModelDecision decision, String asked) {
        if (decision instanceof ModelDecision.Denied denied) {
            return step(
                    steps,
                    "model",
                    false,
                    Ground.of(
                            denied.error().code(),
                            "model",
                            asked,
                            denied.error().message()));
        }
        String model = ((ModelDecision.Allowed) decision).model();
        return step(
                steps,
                "model",
                true,
                model.equals(asked)
                        ? Ground.of("allowed", "allowed as it is")
                        : Ground.of("renamed", "model", model, "'models' of the tenant makes it " + model));
    }

    private boolean candidates(ObjectNode answer, ArrayNode steps, InForce now, Question question, String model) {
        Selection selection =
                new Selection(question.tenant(), question.protocol(), question.agent(), model, question.session());
        ArrayNode candidates = answer.putArray("candidates");
        int tried = 0;
        boolean priced = true;
        for (Standpoint standpoint : status.balancer().explain(now.snapshot(), selection)) {
            ObjectNode node = candidates.addObject();
            node.put("provider_id", standpoint.upstream().id())
                    .put("provider_name", standpoint.upstream().name())
                    .put("protocol", standpoint.upstream().protocol().id())
                    .put("model", standpoint.model())
                    .put("place", standpoint.place());
            say(node, standpoint.why());
            if (standpoint.place() > 0) {
                tried++;
                priced &= price(node, now, question, standpoint);
            }
        }
        boolean served = step(
                steps,
                "upstream",
                tried > 0,
                tried == 0
                        ? Ground.of("none", "none would be tried")
                        : Ground.of("tried", "count", String.valueOf(tried), tried + " would be tried, in this order"));
        return served
                && step(
                        steps,
                        "price",
                        priced,
                        priced
                                ? Ground.of("priced", "each has a price, or unknown models are free")
                                : Ground.of(
                                        "unpriced",
                                        "one of them has no price for it, and 'unknownModel' refuses such models"));
    }

    private boolean price(ObjectNode node, InForce now, Question question, Standpoint standpoint) {
        Estimate estimate = status.books()
                .estimate(
                        now.snapshot(),
                        standpoint.upstream(),
                        standpoint.model(),
                        question.model(),
                        new Asked(question.bodySize(), question.maxOutputTokens()));
        if (estimate == null) {
            return false;
        }
        node.put("most_usd", Money.dollars(estimate.micros()))
                .put("likely_usd", Money.dollars(estimate.likelyMicros()));
        return true;
    }

    private boolean limits(ObjectNode answer, ArrayNode steps, TenantConfig tenant) {
        ArrayNode limits = answer.putArray("limits");
        String reached = "";
        for (LimitState limit : status.books().ledger().standing(tenant).limits()) {
            ObjectNode node = limits.addObject();
            node.put("limit", limit.name().toString())
                    .put("used", amount(limit, limit.used()))
                    .put("reserved", amount(limit, limit.reserved()))
                    .put("most", amount(limit, limit.limit()))
                    .put("left", amount(limit, limit.remaining()));
            limit.resetAt().ifPresent(at -> node.put("resets_at", at.toString()));
            reached = limit.remaining() == 0 && reached.isEmpty() ? limit.name().toString() : reached;
        }
        return step(
                steps,
                "limits",
                reached.isEmpty(),
                reached.isEmpty()
                        ? (limits.isEmpty()
                                ? Ground.of("unlimited", "the tenant has none")
                                : Ground.of("room", "each has room left"))
                        : Ground.of(
                                "used-up", "limit", reached, reached + " is used up or reserved by running requests"));
    }

    private static BigDecimal amount(LimitState limit, long value) {
        return limit.name().unit() == LimitName.Unit.USD ? Money.dollars(value) : BigDecimal.valueOf(value);
    }

    private static boolean step(ArrayNode steps, String name, boolean passes, Ground why) {
        say(steps.addObject().put("step", name).put("passes", passes), why);
        return passes;
    }

    private static void say(ObjectNode node, Ground why) {
        node.put("why", why.words()).put("code", why.code());
        if (!why.values().isEmpty()) {
            why.values().forEach(node.putObject("values")::put);
        }
    }
}
