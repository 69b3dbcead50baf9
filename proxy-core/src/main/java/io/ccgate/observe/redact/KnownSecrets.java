package io.ccgate.observe.redact;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.secret.Secret;
import java.util.ArrayList;
import java.util.List;

/** Every secret of a configuration that is there in clear. A digest is none: nobody can log in with it. */
public final class KnownSecrets {
    private static final String DIGEST = "sha256:";

    private KnownSecrets() {}

    public static SecretValues of(Config config) {
        List<String> all = new ArrayList<>();
        for (UpstreamConfig upstream : config.upstreams()) {
            add(all, upstream.key());
            upstream.headers().set().forEach((name, value) -> {
                if (SecretNames.isSecret(name)) {
                    add(all, value);
                }
            });
            upstream.forwardProxy()
                    .flatMap(UpstreamConfig.ForwardProxy::password)
                    .ifPresent(value -> add(all, value));
            String user = upstream.url().getRawUserInfo();
            if (user != null) {
                all.add(user);
            }
        }
        for (TenantConfig tenant : config.tenants()) {
            tenant.keys().forEach(key -> add(all, key));
        }
        AdminConfig admin = config.server().admin();
        admin.password().ifPresent(value -> add(all, value));
        admin.passwordHash().ifPresent(value -> add(all, value));
        admin.tokens().forEach(token -> add(all, token.token()));
        return SecretValues.of(all);
    }

    private static void add(List<String> all, Secret secret) {
        String value = secret.reveal();
        if (!value.startsWith(DIGEST)) {
            all.add(value);
            // As it may be sent: a header's value is often a scheme and the secret.
            int space = value.lastIndexOf(' ');
            if (space > 0) {
                all.add(value.substring(space + 1));
            }
        }
    }
}
