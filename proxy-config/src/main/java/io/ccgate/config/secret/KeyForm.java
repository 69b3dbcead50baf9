package io.ccgate.config.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The two forms in which a key may stand in a file: plain, or {@code sha256:} and 64 hexadecimal digits. */
public final class KeyForm {
    public static final String PREFIX = "sha256:";
    public static final String PROBLEM = "after \"sha256:\" come 64 hexadecimal digits";
    public static final String REMEDY = "write what \"ccgate key hash\" prints";
    private static final int HEX_DIGITS = 64;

    private KeyForm() {}

    public static boolean isHashed(Secret key) {
        return key.reveal().startsWith(PREFIX);
    }

    /** Whether a hashed key is complete; a plain one always is. */
    public static boolean isWellFormed(Secret key) {
        if (!isHashed(key)) {
            return true;
        }
        String hex = key.reveal().substring(PREFIX.length());
        return hex.length() == HEX_DIGITS && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** The hashed form, lower case, of a key in either form. */
    public static String sha256(Secret key) {
        return isHashed(key) ? key.reveal().toLowerCase(Locale.ROOT) : hash(key.reveal());
    }

    /** The hashed form of a plain key. */
    public static String hash(String plain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return PREFIX + HexFormat.of().formatHex(digest.digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
