package io.ccgate.cli.port;

/** Keys of tenants and passwords of admins. */
public interface Keys {
    /** A new random key for a tenant. */
    String newKey();

    /** The form {@code sha256:<hex>} in which {@code tenants.json} may hold a key. */
    String hashKey(String key);

    /** The form in which {@code admin.passwordHash} holds a password: slow on purpose, with a salt. */
    String hashPassword(String password);
}
