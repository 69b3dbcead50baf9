package io.ccgate.config.check;

import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tenants that cannot be told apart, stored, or served. */
record TenantCheck(Config config, Places places, Findings findings, Instant now) {
    private static final int MAX_ID_LENGTH = 128;

    void run() {
        Map<String, TenantConfig> ids = new HashMap<>();
        Map<String, TenantConfig> keys = new HashMap<>();
        for (TenantConfig tenant : config.tenants()) {
            checkId(tenant, ids);
            checkKeys(tenant, keys);
            checkUpstreams(tenant);
            checkUsable(tenant);
            new LimitsCheck(tenant, places, findings, now).run();
        }
    }

    /** The id becomes a folder name; on some file systems case does not count. */
    private void checkId(TenantConfig tenant, Map<String, TenantConfig> ids) {
        String id = tenant.id();
        Place place = places.of(tenant, "id");
        if (!isSafe(id)) {
            findings.error(
                    place,
                    "the id cannot be a folder name",
                    "use 1 to 128 letters, digits, '-', '_' or '.', with no '.' at the start");
            return;
        }
        TenantConfig other = ids.putIfAbsent(id.toLowerCase(Locale.ROOT), tenant);
        if (other != null) {
            String same = other.id().equals(id) ? "" : ", which differs in case only";
            findings.error(
                    place, "there is already a tenant \"" + other.id() + '"' + same, "give every tenant its own id");
        }
    }

    private static boolean isSafe(String id) {
        boolean bad = id.isBlank() || id.length() > MAX_ID_LENGTH || id.startsWith(".") || id.contains("..");
        return !bad && id.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }

    private void checkKeys(TenantConfig tenant, Map<String, TenantConfig> keys) {
        if (tenant.keys().isEmpty()) {
            findings.error(
                    places.of(tenant),
                    "the tenant has no key",
                    "add \"keys\": [\"sha256:…\"] (ccgate key new) or \"key\": \"…\"");
        }
        for (Secret key : tenant.keys()) {
            Place place = places.of(key);
            if (!KeyForm.isWellFormed(key)) {
                findings.error(place, KeyForm.PROBLEM, KeyForm.REMEDY);
                continue;
            }
            TenantConfig other = keys.putIfAbsent(KeyForm.sha256(key), tenant);
            if (other != null) {
                String where = other.id().equals(tenant.id()) ? "this tenant" : "tenant \"" + other.id() + '"';
                findings.error(place, where + " already has this key", "give every tenant its own (ccgate key new)");
            } else if (place.literal() && !KeyForm.isHashed(key)) {
                findings.warning(
                        place,
                        "the key stands here in plain text",
                        "write its hash (ccgate key hash), ${env:NAME} or ${file:path} instead");
            }
        }
    }

    private void checkUpstreams(TenantConfig tenant) {
        Set<String> known = new LinkedHashSet<>();
        config.upstreams().forEach(upstream -> known.add(upstream.id()));
        List<ModelPattern> patterns = tenant.upstreams();
        for (int i = 0; i < patterns.size(); i++) {
            ModelPattern pattern = patterns.get(i);
            if (known.stream().noneMatch(pattern::matches) && !upstreamsAreBroken()) {
                String remedy = Nearest.to(pattern.text(), known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(known.isEmpty() ? "add an upstream first" : "known: " + String.join(", ", known));
                findings.error(
                        places.of(tenant, "upstreams", i), "no upstream is called \"" + pattern.text() + '"', remedy);
            }
        }
    }

    /** What could not be read must not be called unknown. */
    private boolean upstreamsAreBroken() {
        return findings.hasErrorsIn("upstreams.json")
                || findings.hasErrorsIn("upstreams.yaml")
                || findings.hasErrorsIn("upstreams.yml");
    }

    private void checkUsable(TenantConfig tenant) {
        if (tenant.enabled() && tenant.allowedModels().isEmpty()) {
            findings.warning(
                    places.of(tenant, "allowedModels"),
                    "no model is allowed, so every request will be refused",
                    "write [\"*\"] to allow all, or patterns such as \"*sonnet*\"");
        }
        if (tenant.enabled() && tenant.expiresAt().filter(now::isAfter).isPresent()) {
            findings.warning(
                    places.of(tenant, "expiresAt"),
                    "the tenant has expired, so every request will be refused",
                    "move the date, or set \"enabled\": false");
        }
    }
}
