package io.ccgate.config.secret;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Password hashes. Ours is {@code pbkdf2-sha256$iterations$salt$hash} (PBKDF2-HMAC-SHA256, RFC 8018; salt and hash in
 * Base64), which needs nothing but the JDK; bcrypt and argon2id are known by their form.
 */
public final class PasswordHash {
    private static final String PREFIX = "pbkdf2-sha256$";
    /** OWASP's advice for PBKDF2-HMAC-SHA256. */
    private static final int ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private PasswordHash() {}

    /** Hashes a password with a fresh salt; takes a good part of a second by design. */
    public static String of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        byte[] hash = pbkdf2(password, salt, ITERATIONS);
        return PREFIX + ITERATIONS + '$' + base64.encodeToString(salt) + '$' + base64.encodeToString(hash);
    }

    /** Whether the text is a hash in one of the three forms. */
    public static boolean isKnownFormat(Secret hash) {
        String text = hash.reveal();
        boolean bcrypt =
                text.length() == 60 && (text.startsWith("$2a$") || text.startsWith("$2b$") || text.startsWith("$2y$"));
        boolean argon2 = text.startsWith("$argon2id$") && text.split("\\$").length >= 5;
        return bcrypt || argon2 || parts(text).length == 3;
    }

    /** Whether {@link #matches} can answer for this hash. */
    public static boolean isPbkdf2(Secret hash) {
        return parts(hash.reveal()).length == 3;
    }

    /**
     * Whether the password belongs to the hash, in constant time; false for any other form than ours. Costs a good part
     * of a second of CPU: never call it on an event loop.
     */
    public static boolean matches(Secret hash, String password) {
        String[] parts = parts(hash.reveal());
        if (parts.length != 3) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        byte[] actual = pbkdf2(password, Base64.getDecoder().decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Iterations, salt and hash, or nothing when the text is none of ours. */
    private static String[] parts(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\$", -1) : new String[0];
        try {
            boolean good = parts.length == 3
                    && Integer.parseInt(parts[0]) > 0
                    && Integer.parseInt(parts[0]) <= MAX_ITERATIONS
                    && Base64.getDecoder().decode(parts[1]).length > 0
                    && Base64.getDecoder().decode(parts[2]).length == HASH_BYTES;
            return good ? parts : new String[0];
        } catch (IllegalArgumentException e) {
            return new String[0];
        }
    }

    private static byte[] pbkdf2(String password, byte[] salt, int iterations) {
        // The JDK's key takes chars and encodes them as UTF-8 itself.
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
