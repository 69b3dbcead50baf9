package io.ccgate.admin.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.References;
import io.ccgate.config.secret.Secret;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of a tenant's entry, each with an id that tells it without telling the key: the first digits of its digest, or of its
 * reference's. Pure.
 */
final class TenantKeys {
    private static final int ID_DIGITS = 12;

    private TenantKeys() {}

    /**
     * One key.
     *
     * @param step where it stands in the entry: {@code /key} or {@code /keys/0}
     */
    record Held(String id, String step) {}

    static List<Held> of(JsonNode entry) {
        List<Held> held = new ArrayList<>();
        if (entry.path("key").isTextual()) {
            held.add(new Held(id(entry.path("key").textValue()), "/key"));
        }
        JsonNode keys = entry.path("keys");
        for (int i = 0; i < keys.size(); i++) {
            held.add(new Held(id(keys.path(i).asText()), "/keys/" + i));
        }
        return held;
    }

    /** @param written as the file holds it: plain, hashed, or a reference */
    static String id(String written) {
        String digest = References.occurIn(written) ? KeyForm.hash(written) : KeyForm.sha256(Secret.of(written));
        return digest.substring(KeyForm.PREFIX.length(), KeyForm.PREFIX.length() + ID_DIGITS);
    }
}
