package io.ccgate.config.file;

import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.shape.Addresses;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Quantities;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code tenants.json}: who may call, what, and how much. */
public final class TenantsFile {

    // --- a tenant
    private static final Key<String> ID = Key.of(
                    "id", Types.text(), "Unique name; a folder of that name under data/usage holds the records.")
            .required();
    private static final Key<String> NAME = Key.of("name", Types.text(), "Name to show; absent: the id.");
    private static final Key<Secret> KEY =
            Key.of("key", Types.nonEmptySecret(), "The key clients send: plain, or sha256:<hex> (ccgate key hash).");
    private static final Key<List<Secret>> KEYS = Key.of(
                    "keys", Types.list(Types.nonEmptySecret()), "Several keys, each as key.")
            .or(List.of());
    private static final Key<Boolean> ENABLED = Key.of("enabled", Types.bool(), "Off: every request is answered 403.")
            .or(true);
    private static final Key<List<ModelPattern>> ALLOWED_MODELS = Key.of(
                    "allowedModels",
                    Types.list(Types.pattern()),
                    "Names or patterns of the models it may use, such as *sonnet*; absent or empty: none; [\"*\"]:"
                            + " all.")
            .or(List.of());
    private static final Key<List<ModelRule>> MODELS = Key.of(
                    "models",
                    UpstreamShape.REWRITES,
                    "Model names or patterns and what they stand for; first match wins.")
            .or(Map.of());
    private static final Key<List<ModelPattern>> UPSTREAMS = Key.of(
                    "upstreams",
                    Types.list(Types.pattern()),
                    "Ids or patterns of the upstreams it may use; absent: all.")
            .or(List.of());
    private static final Key<LimitsConfig> LIMITS = Key.of(
                    "limits", LimitsShape.LIMITS, LimitsShape.LIMITS.description())
            .or(Map.of());
    private static final Key<Instant> EXPIRES_AT =
            Key.of("expiresAt", Quantities.instant(), "From then on every request is refused.");
    private static final Key<List<Cidr>> ALLOWED_IPS = Key.of(
                    "allowedIPs", Types.list(Addresses.cidr()), "Networks it may call from; absent: any.")
            .or(List.of());
    private static final Key<Instant> CREATED_AT = Key.of("createdAt", Quantities.instant(), "For your records.");
    private static final Key<Instant> UPDATED_AT = Key.of("updatedAt", Quantities.instant(), "For your records.");
    private static final Shape<TenantConfig> TENANT = Shape.of(
            "Someone who may call.",
            TenantsFile::tenant,
            ID,
            NAME,
            KEY,
            KEYS,
            ENABLED,
            ALLOWED_MODELS,
            MODELS,
            UPSTREAMS,
            LIMITS,
            EXPIRES_AT,
            ALLOWED_IPS,
            CREATED_AT,
            UPDATED_AT);

    // --- the file
    private static final Key<List<TenantConfig>> TENANTS =
            Key.of("tenants", Types.list(TENANT), "Who may call.").or(List.of());

    /** The whole file. */
    public static final Shape<List<TenantConfig>> SHAPE =
            Shape.of("tenants.json: who may call, what, and how much.", in -> in.get(TENANTS), TENANTS);

    private TenantsFile() {}

    private static TenantConfig tenant(Values in) {
        List<Secret> keys = new ArrayList<>();
        in.find(KEY).ifPresent(keys::add);
        keys.addAll(in.get(KEYS));
        return new TenantConfig(
                in.get(ID),
                in.find(NAME).orElse(in.get(ID)),
                List.copyOf(keys),
                in.get(ENABLED),
                in.get(ALLOWED_MODELS),
                in.get(MODELS),
                in.get(UPSTREAMS),
                in.get(LIMITS),
                in.find(EXPIRES_AT),
                in.get(ALLOWED_IPS),
                in.find(CREATED_AT),
                in.find(UPDATED_AT));
    }
}
