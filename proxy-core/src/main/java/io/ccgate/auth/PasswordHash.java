package io.ccgate.auth;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.ccgate.config.secret.Secret;
import java.nio.charset.StandardCharsets;

/**
 * Makes and checks password hashes. Forms: bcrypt ({@code $2a$ $2b$ $2y$}), {@code $argon2id$},
 * {@code pbkdf2-sha256$…} (what {@code init} writes) and {@code sha256:<hex>}.
 *
 * <p>All but the last are slow on purpose, hundreds of milliseconds on the caller's thread: never call them on an event
 * loop.
 */
public final class PasswordHash {
    private static final int BCRYPT_COST = 12;
    private static final int BCRYPT_LONGEST = 72;
    private static final String SHA256 = "sha256:";

    private PasswordHash() {}

    /**
     * A bcrypt hash with a fresh salt.
     *
     * @throws IllegalArgumentException when the password is empty or longer than the 72 bytes that bcrypt looks at
     */
    public static String of(String password) {
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > BCRYPT_LONGEST) {
            throw new IllegalArgumentException(
                    "The password has " + length + " bytes; take one of 1 to " + BCRYPT_LONGEST + " bytes");
        }
        return BcryptFunction.getInstance(Bcrypt.B, BCRYPT_COST).hash(password).getResult();
    }

    /** Whether {@link #matches} can read this form at all. */
    public static boolean isKnownForm(String hash) {
        return isBcrypt(hash)
                || hash.startsWith("$argon2id$")
                || io.ccgate.config.secret.PasswordHash.isPbkdf2(Secret.of(hash))
                || hash.startsWith(SHA256);
    }

    /** False also for a hash that cannot be read. */
    public static boolean matches(String password, String hash) {
        try {
            if (isBcrypt(hash)) {
                return BcryptFunction.getInstanceFromHash(hash).check(password, hash);
            }
            if (hash.startsWith("$argon2id$")) {
                return Argon2Function.getInstanceFromHash(hash).check(password, hash);
            }
            Secret kept = Secret.of(hash);
            if (io.ccgate.config.secret.PasswordHash.isPbkdf2(kept)) {
                return io.ccgate.config.secret.PasswordHash.matches(kept, password);
            }
            return hash.startsWith(SHA256) && Digest.configured(hash).matches(Digest.of(password));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isBcrypt(String hash) {
        return hash.startsWith("$2a$") || hash.startsWith("$2b$") || hash.startsWith("$2y$");
    }
}
