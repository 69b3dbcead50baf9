package io.ccgate.admin.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.balance.Balancer;
import io.ccgate.balance.Ground;
import io.ccgate.balance.Selection;
import io.ccgate.balance.Standpoint;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.InForce;
import io.ccgate.observe.requests.RequestFiles;
import io.ccgate.policy.AccessPolicy;
import io.ccgate.policy.ModelDecision;
import io.ccgate.policy.ModelPolicy;
import io.ccgate.usage.Asked;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.ledger.Estimate;
import io.ccgate.usage.ledger.LimitName;
import io.ccgate.usage.ledger.LimitState;
import io.ccgate.usage.price.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What would become of a request, and why: a dry run through tenant, model, upstreams, prices and limits. Nothing is sent and nothing is
 * reserved. Reads files: not for an event loop.
 */
public final class Explanation {
    private final Balancer balancer;
    private final UsageBooks books;
    private final InstantSource clock;
    private final RequestFiles log;

    /** @param log where requests of the past are found */
    public Explanation(Balancer balancer, UsageBooks books, InstantSource clock, RequestFiles log) {
        this.balancer = balancer;
        this.books = books;
        this.clock = clock;
        this.log = log;
    }

    /**
     * @param body of the question, as the API's description has it
     * @param client the address that asks; it stands in for the client's, which nobody knows beforehand
     * @throws AdminProblem when the question is not right
     */
    public ObjectNode of(JsonNode body, InForce now, InetAddress client) throws IOException {
        Question question = Question.of(JsonObject.of(body, "", List.of(Question.MEMBERS)), now, log);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        TenantConfig tenant = question.tenant();
        answer.put("tenant", tenant.id()).put("model_asked", question.model());
        ModelDecision decision = ModelPolicy.decide(tenant, question.model());
        String model = decision instanceof ModelDecision.Allowed allowed ? allowed.model() : question.model();
        answer.put("model", model);
        answer.put("would_be_served", false);
        ArrayNode steps = answer.putArray("steps");
        boolean passes = access(steps, question, tenant, client);
        passes &= model(steps, decision, question.model());
        passes &= candidates(answer, steps, now, question, model);
        passes &= limits(answer, steps, tenant);
        answer.put("would_be_served", passes);
        return answer;
    }

    private boolean access(ArrayNode steps, Question question, TenantConfig tenant, InetAddress client) {
        Optional<GatewayError> refusal = AccessPolicy.refusal(tenant, client, clock.instant());
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
        for (Standpoint standpoint : balancer.explain(now.snapshot(), selection)) {
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
        Estimate estimate = books.estimate(
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
        for (LimitState limit : books.ledger().standing(tenant).limits()) {
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
