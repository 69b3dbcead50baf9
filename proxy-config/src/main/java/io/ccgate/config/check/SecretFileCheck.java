package io.ccgate.config.check;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.Config;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.Secret;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Files that hold a secret in plain text although everybody on the machine may read them. */
record SecretFileCheck(Config config, Places places, Findings findings) {

    void run() {
        Set<String> told = new HashSet<>();
        AdminConfig admin = config.server().admin();
        admin.password().ifPresent(secret -> check(secret, told));
        admin.tokens().forEach(token -> check(token.token(), told));
        config.upstreams().forEach(upstream -> {
            check(upstream.key(), told);
            upstream.headers().set().forEach((name, value) -> {
                if (holdsCredential(name)) {
                    check(value, told);
                }
            });
            upstream.forwardProxy().flatMap(proxy -> proxy.password()).ifPresent(secret -> check(secret, told));
        });
        config.tenants().forEach(tenant -> tenant.keys().forEach(secret -> check(secret, told)));
    }

    /** Most headers that are set are names of teams and the like. */
    private static boolean holdsCredential(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.contains("auth") || name.contains("key") || name.contains("token") || name.contains("cookie");
    }

    private void check(Secret secret, Set<String> told) {
        Place place = places.of(secret);
        boolean exposed =
                place.literal() && !secret.isEmpty() && !KeyForm.isHashed(secret) && places.readableByAll(place.file());
        if (exposed && told.add(place.file())) {
            findings.warning(
                    Place.ofFile(place.file()),
                    "holds secrets and can be read by every user of this machine",
                    "run: chmod o-rwx " + place.file());
        }
    }
}
