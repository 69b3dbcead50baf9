package io.ccgate.policy;

import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/** Whether a tenant may call at all, now and from where it does. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /**
     * @param client see {@link ClientAddress}
     * @return the reason to refuse; empty when the tenant may call
     */
    public static Optional<GatewayError> refusal(TenantConfig tenant, InetAddress client, Instant now) {
        if (!tenant.enabled()) {
            return Optional.of(GatewayErrors.tenantDisabled());
        }
        if (tenant.expiresAt().isPresent() && !now.isBefore(tenant.expiresAt().get())) {
            return Optional.of(GatewayErrors.tenantExpired(tenant.expiresAt().get()));
        }
        if (!tenant.allowedIPs().isEmpty() && !contains(tenant, client)) {
            return Optional.of(GatewayErrors.addressNotAllowed(client.getHostAddress()));
        }
        return Optional.empty();
    }

    private static boolean contains(TenantConfig tenant, InetAddress client) {
        for (Cidr network : tenant.allowedIPs()) {
            if (network.contains(client)) {
                return true;
            }
        }
        return false;
    }
}
