package io.ccgate.exchange;

import io.ccgate.auth.TenantIndex;
import io.ccgate.config.model.Config;
import io.ccgate.config.snapshot.ConfigSnapshot;

/**
 * What is in force for an exchange: one configuration snapshot and what is derived from it once instead of per request.
 * Immutable; replaced as a whole on reload.
 */
public record InForce(ConfigSnapshot snapshot, TenantIndex tenants) {
    public static InForce of(ConfigSnapshot snapshot) {
        return new InForce(snapshot, TenantIndex.of(snapshot.config().tenants()));
    }

    public Config config() {
        return snapshot.config();
    }
}
