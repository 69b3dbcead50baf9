package io.ccgate.config.model;

import io.ccgate.config.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may call: one entry of {@code tenants.json}.
 *
 * @param id folder name under {@code data/usage}; checked to be safe as one
 * @param keys each plain or {@code sha256:<hex>}; at least one
 * @param allowedModels patterns; empty means nothing is allowed
 * @param models rewrites applied before the allowed models are checked; first match wins
 * @param upstreams ids or patterns of the upstreams this tenant may use; empty means all
 * @param allowedIPs networks the tenant may call from; empty means any
 */
public record TenantConfig(
        String id,
        String name,
        List<Secret> keys,
        boolean enabled,
        List<ModelPattern> allowedModels,
        List<ModelRule> models,
        List<ModelPattern> upstreams,
        LimitsConfig limits,
        Optional<Instant> expiresAt,
        List<Cidr> allowedIPs,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {}
