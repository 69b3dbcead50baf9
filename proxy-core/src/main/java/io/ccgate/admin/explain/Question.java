package io.ccgate.admin.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.Schema;
import io.ccgate.balance.Ground;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.exchange.InForce;
import io.ccgate.observe.requests.RequestFiles;
import io.ccgate.observe.requests.RequestQuery;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that is asked about.
 *
 * @param foundBy how the tenant was found
 * @param session null when it belongs to none
 */
record Question(
        TenantConfig tenant,
        Ground foundBy,
        String model,
        @Nullable Protocol protocol,
        Agent agent,
        @Nullable String session,
        long bodySize,
        long maxOutputTokens) {
    private static final int LONGEST = 512;
    private static final long LARGEST = 1L << 40;
    private static final List<String> PROTOCOLS =
            Arrays.stream(Protocol.values()).map(Protocol::id).toList();
    private static final List<String> AGENTS =
            Arrays.stream(Agent.values()).map(Agent::id).toList();

    static final String[] MEMBERS = {
        "request_id", "tenant", "key", "model", "protocol", "agent", "session", "body_size", "max_output_tokens"
    };

    static final Schema SCHEMA = Schema.object()
            .optional("request_id", Schema.text().described("a request of the log; the other members change it"))
            .optional("tenant", Schema.text().described("id of a tenant"))
            .optional("key", Schema.text().described("a tenant's key, instead of its id"))
            .optional("model", Schema.text())
            .optional("protocol", Schema.oneOf(PROTOCOLS.toArray(new String[0])))
            .optional("agent", Schema.oneOf(AGENTS.toArray(new String[0])))
            .optional("session", Schema.text())
            .optional("body_size", Schema.whole(0, LARGEST))
            .optional("max_output_tokens", Schema.whole(0, LARGEST));

    /** Reads the log: on a worker thread. */
    static Question of(JsonObject body, InForce now, RequestFiles log) throws IOException {
        Optional<String> id = body.findText("request_id", 1, LONGEST);
        JsonNode past = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        if (id.isPresent()) {
            past = new RequestQuery(log)
                    .find(id.get(), null)
                    .orElseThrow(() -> body.wrong(
                            "request_id",
                            "not in the request log",
                            "take the id of a request of GET /admin/v1/logs/requests"));
        }
        Optional<String> key = body.findText("key", 1, LONGEST);
        String tenantId =
                body.findText("tenant", 1, LONGEST).orElse(past.path("tenant").asText());
        TenantConfig tenant = key.isPresent() ? now.tenants().find(key.get()) : named(now, tenantId);
        if (tenant == null) {
            if (key.isEmpty() && tenantId.isEmpty()) {
                throw body.missing("tenant");
            }
            throw key.isPresent()
                    ? body.wrong("key", "nobody has this key", "send a tenant's key, or its id as tenant")
                    : body.wrong("tenant", "there is no such tenant", "send the id of a tenant of tenants.json");
        }
        String model =
                body.findText("model", 1, LONGEST).orElse(past.path("model_id").asText());
        if (model.isEmpty()) {
            throw body.missing("model");
        }
        String protocol = body.findChoice("protocol", PROTOCOLS)
                .orElse(past.path("protocol").asText());
        String agent =
                body.findChoice("agent", AGENTS).orElse(past.path("cli_type").asText());
        String session =
                body.findText("session", 1, LONGEST).orElse(past.path("session").asText());
        return new Question(
                tenant,
                foundBy(key.isPresent(), id.isPresent()),
                model,
                Arrays.stream(Protocol.values())
                        .filter(each -> each.id().equals(protocol))
                        .findFirst()
                        .orElse(Protocol.ANTHROPIC),
                Arrays.stream(Agent.values())
                        .filter(each -> each.id().equals(agent))
                        .findFirst()
                        .orElse(Agent.OTHER),
                session.isEmpty() ? null : session,
                body.findWhole("body_size", 0, LARGEST)
                        .orElse(past.path("request_size").asLong()),
                body.findWhole("max_output_tokens", 0, LARGEST).orElse(0L));
    }

    private static Ground foundBy(boolean key, boolean past) {
        if (key) {
            return Ground.of("by-key", "found by its key");
        }
        return past ? Ground.of("by-request", "found by the past request") : Ground.of("by-id", "found by its id");
    }

    private static @Nullable TenantConfig named(InForce now, String id) {
        return now.config().tenants().stream()
                .filter(tenant -> tenant.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
