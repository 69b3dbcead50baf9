package io.ccgate.agents.local;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The key that an agent gets: always a tenant's, never the administrator's or an upstream's.
 *
 * @param tenant empty when no configuration tells whose it is
 */
record TenantKey(Optional<String> tenant, String key) {

    static TenantKey of(Optional<Config> config, Choice source, Optional<String> last) {
        if (source.key().isPresent()) {
            return given(config, source, source.key().get());
        }
        Config found = config.orElseThrow(() -> new Unfit(
                "there is no configuration here, so no tenant's key is known; give one with --key, or name the"
                        + " folder with --config"));
        TenantConfig tenant = tenant(found, source.tenant().or(() -> last));
        Optional<Secret> plain =
                tenant.keys().stream().filter(key -> !KeyForm.isHashed(key)).findFirst();
        return new TenantKey(
                Optional.of(tenant.id()),
                plain.orElseThrow(() -> new Unfit("of the keys of tenant \"" + tenant.id()
                                + "\" only hashes are stored, and a hash cannot be written into an agent; give the key"
                                + " itself with --key KEY or in CCGATE_KEY, or make one more with: ccgate key new"))
                        .reveal());
    }

    private static TenantKey given(Optional<Config> config, Choice source, String key) {
        if (config.isEmpty()) {
            return new TenantKey(source.tenant(), key);
        }
        String hash = KeyForm.hash(key);
        for (TenantConfig tenant : config.get().tenants()) {
            boolean theirs = tenant.keys().stream()
                    .anyMatch(known -> KeyForm.sha256(known).equals(hash));
            if (theirs && source.tenant().map(tenant.id()::equals).orElse(true)) {
                return new TenantKey(Optional.of(tenant.id()), key);
            }
        }
        throw new Unfit("the key given is no key of "
                + source.tenant().map(id -> "tenant \"" + id + '"').orElse("any tenant in tenants.json")
                + "; agents get a tenant's key, never an administrator's or an upstream's");
    }

    private static TenantConfig tenant(Config config, Optional<String> id) {
        List<TenantConfig> enabled =
                config.tenants().stream().filter(TenantConfig::enabled).toList();
        String known = String.join(", ", enabled.stream().map(TenantConfig::id).toList());
        if (id.isPresent()) {
            return enabled.stream()
                    .filter(tenant -> tenant.id().equals(id.get()))
                    .findFirst()
                    .orElseThrow(() ->
                            new Unfit("there is no tenant \"" + id.get() + "\" that is enabled; known: " + known));
        }
        if (enabled.size() == 1) {
            return enabled.get(0);
        }
        throw new Unfit("whose key shall the agents use? Name one with --tenant: " + known);
    }
}
