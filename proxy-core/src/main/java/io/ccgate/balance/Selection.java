package io.ccgate.balance;

import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request when its upstream is chosen.
 *
 * @param protocol null on a path of no known protocol: every upstream may serve it
 * @param model after the tenant's rewriting; empty when the request names none
 * @param session affinity key; null: any upstream is as good as another
 */
public record Selection(
        TenantConfig tenant,
        @Nullable Protocol protocol,
        Agent agent,
        String model,
        @Nullable String session) {}
