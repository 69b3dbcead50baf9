package io.ccgate.policy;

import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a tenant may call at all, now and from where it does. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /**
     * @param client see {@link ClientAddress}
     * @return the reason to refuse; empty when the tenant may call
     */
    public static Optional<GatewayError> refusal(TenantConfig tenant, InetAddress client, Instant now) {
        if (!tenant.enabled()) {
            return refused("tenant_disabled", "This key's tenant is disabled; ask the operator to enable it.");
        }
        if (tenant.expiresAt().isPresent() && !now.isBefore(tenant.expiresAt().get())) {
            return refused(
                    "tenant_expired",
                    "This key expired at " + tenant.expiresAt().get() + "; ask the operator to renew it.");
        }
        if (!tenant.allowedIPs().isEmpty() && !contains(tenant, client)) {
            return refused(
                    "ip_not_allowed",
                    "This key may not be used from " + client.getHostAddress()
                            + "; the operator can add the address to 'allowedIPs' of the tenant.");
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

    private static Optional<GatewayError> refused(String code, String message) {
        return Optional.of(new GatewayError(
                GatewayError.Type.PERMISSION,
                GatewayError.Source.CLIENT,
                403,
                GatewayError.Retry.NEVER,
                code,
                message,
                OptionalLong.empty(),
                false));
    }
}
