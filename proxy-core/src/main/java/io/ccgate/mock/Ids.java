package io.ccgate.mock;

import java.util.concurrent.ThreadLocalRandom;

/** Ids that look like the providers' own. */
final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    static String of(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < 22; i++) {
            id.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
