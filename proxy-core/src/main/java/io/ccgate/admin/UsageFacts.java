package io.ccgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@link UsageAnswer} needs to know. All of one request comes from one snapshot. */
public interface UsageFacts {
    boolean adminEnabled();

    /** Takes the same time whether the name or the password is wrong. */
    boolean isAdmin(String username, String password);

    /** The tenant whose key this is; empty for an unknown or empty key. */
    Optional<TenantConfig> tenantOf(String key);

    /** Why the tenant may not call now and from here, and so may not ask either; empty when it may. */
    Optional<GatewayError> refusal(TenantConfig tenant);

    /** What an error says, in the language in force. */
    String message(GatewayError error);

    /**
     * The whole answer to a tenant.
     *
     * @throws IllegalArgumentException if the range cannot be grouped that way; the message is shown
     */
    JsonNode tenantUsage(TenantConfig tenant, Optional<Range> range) throws IOException;

    /**
     * The whole answer to the administrator.
     *
     * @throws IllegalArgumentException if the range cannot be grouped that way; the message is shown
     */
    JsonNode adminUsage(Optional<Range> range) throws IOException;

    /**
     * Days beyond today.
     *
     * @param from first UTC day
     * @param to last UTC day; not before {@code from}
     * @param groupBy as the request has it; {@code day} when it names none
     * @param report {@code usage} or {@code cache}
     * @param orderBy {@code key}, {@code cost}, {@code tokens} or {@code requests}; empty when it names none
     * @param offset groups that are left out before the first
     * @param limit groups that are shown at most; empty when it names none
     */
    record Range(
            LocalDate from,
            LocalDate to,
            String groupBy,
            String report,
            Optional<String> orderBy,
            int offset,
            OptionalInt limit) {}
}
