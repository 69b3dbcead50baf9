package io.ccgate.admin.api;

import io.ccgate.config.model.AdminConfig.Role;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Who makes a call.
 *
 * @param kind what the caller logged in as
 * @param name the user's, the token's or the tenant's id; empty for nobody
 * @param role of an administrator; empty for tenants and for nobody
 * @param address where the call comes from
 * @param via how the caller was recognised, for the audit log: {@code session}, {@code token}, {@code password}, {@code key};
 *     empty for nobody
 */
public record Caller(Kind kind, String name, Optional<Role> role, InetAddress address, String via) {

    /** What a caller is. */
    public enum Kind {
        NOBODY,
        TENANT,
        ADMIN
    }

    public static Caller nobody(InetAddress address) {
        return new Caller(Kind.NOBODY, "", Optional.empty(), address, "");
    }

    public static Caller tenant(String id, InetAddress address, String via) {
        return new Caller(Kind.TENANT, id, Optional.empty(), address, via);
    }

    public static Caller admin(String name, Role role, InetAddress address, String via) {
        return new Caller(Kind.ADMIN, name, Optional.of(role), address, via);
    }

    public boolean isAdmin() {
        return kind == Kind.ADMIN;
    }

    /** The tenant whose data alone may be shown; empty for an administrator, who sees all. */
    public Optional<String> tenant() {
        return kind == Kind.TENANT ? Optional.of(name) : Optional.empty();
    }

    /** Whether a route with this access is open to the caller. */
    public boolean may(Access access) {
        return switch (access) {
            case OPEN -> true;
            case TENANT -> kind != Kind.NOBODY;
            case READ -> isAdmin();
            case WRITE -> role.isPresent() && role.get() == Role.WRITE;
        };
    }
}
