package io.ccgate.config.init;

import java.security.SecureRandom;

/** Makes keys and passwords that nobody guesses. Thread-safe. */
public final class KeyGenerator {
    private static final String KEY_PREFIX = "sk-ccg-";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** 43 digits of base 62 hold the 256 bits of 32 random bytes. */
    private static final int KEY_DIGITS = 43;

    private static final int PASSWORD_DIGITS = 20;

    private final SecureRandom random;

    public KeyGenerator(SecureRandom random) {
        this.random = random;
    }

    /** A tenant key: {@code sk-ccg-} and 256 random bits. */
    public String key() {
        return KEY_PREFIX + digits(KEY_DIGITS);
    }

    /** A password a human can copy: 119 random bits. */
    public String password() {
        return digits(PASSWORD_DIGITS);
    }

    private String digits(int count) {
        StringBuilder out = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return out.toString();
    }
}
