package io.ccgate.config.model;

import io.ccgate.config.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Who may administrate.
 *
 * @param password plain password (warned about); empty when none is set
 * @param passwordHash hash made by {@code key hash}; wins over the plain one
 */
public record AdminConfig(
        boolean enabled,
        String path,
        String username,
        Optional<Secret> password,
        Optional<Secret> passwordHash,
        List<Token> tokens) {

    /** A key for scripts. {@code token} is plain or {@code sha256:<hex>}. */
    public record Token(String name, Secret token, Role role) {}

    /** What a token may do. */
    public enum Role {
        READ,
        WRITE
    }
}
