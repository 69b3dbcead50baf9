package io.ccgate.auth;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;

/** Who is calling, or why nobody knows. */
public sealed interface Authentication {

    /**
     * A tenant, enabled or not: whether it may call is another question.
     *
     * @param form where the key that was recognised stood
     */
    record Known(TenantConfig tenant, Credentials.Form form) implements Authentication {}

    /** @param error 401 with code {@code missing_auth} or {@code invalid_key} */
    record Unknown(GatewayError error) implements Authentication {}
}
