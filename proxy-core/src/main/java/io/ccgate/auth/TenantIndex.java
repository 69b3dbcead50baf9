package io.ccgate.auth;

import io.ccgate.auth.Authentication.Known;
import io.ccgate.auth.Authentication.Unknown;
import io.ccgate.auth.Credentials.Presented;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.error.GatewayErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenants of one snapshot by their keys. Immutable; any thread. */
public final class TenantIndex {
    private static final Unknown MISSING = new Unknown(GatewayErrors.missingKey());
    private static final Unknown INVALID = new Unknown(GatewayErrors.invalidKey());

    private final Map<Digest, TenantConfig> tenantByKey;

    private TenantIndex(Map<Digest, TenantConfig> tenantByKey) {
        this.tenantByKey = tenantByKey;
    }

    /** Where two tenants share a key, which the configuration's checks refuse, the first one has it. */
    public static TenantIndex of(List<TenantConfig> tenants) {
        Map<Digest, TenantConfig> index = new HashMap<>();
        for (TenantConfig tenant : tenants) {
            for (Secret key : tenant.keys()) {
                if (!key.isEmpty()) {
                    index.putIfAbsent(Digest.configured(key.reveal()), tenant);
                }
            }
        }
        return new TenantIndex(Map.copyOf(index));
    }

    /** Tries each key; an enabled tenant wins over a disabled one. */
    public Authentication authenticate(Credentials credentials) {
        if (credentials.isEmpty()) {
            return MISSING;
        }
        Known disabled = null;
        for (Presented presented : credentials.presented()) {
            TenantConfig tenant = find(presented.key().reveal());
            if (tenant != null && tenant.enabled()) {
                return new Known(tenant, presented.form());
            }
            if (tenant != null && disabled == null) {
                disabled = new Known(tenant, presented.form());
            }
        }
        return disabled != null ? disabled : INVALID;
    }

    /** Null when nobody has this key. */
    public @Nullable TenantConfig find(String key) {
        return tenantByKey.get(Digest.of(key));
    }

    /** The tenant of that id, if it still has the key of that digest. */
    @Nullable
    TenantConfig withKey(String id, String digest) {
        for (Map.Entry<Digest, TenantConfig> entry : tenantByKey.entrySet()) {
            if (entry.getValue().id().equals(id) && entry.getKey().toString().equals(digest)) {
                return entry.getValue();
            }
        }
        return null;
    }
}
