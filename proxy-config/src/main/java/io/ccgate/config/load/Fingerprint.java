package io.ccgate.config.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digest of named contents, in the order in which they are added. */
public final class Fingerprint {
    private static final int SHOWN_BYTES = 6;

    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lengths go in too, so that content moved from one file to the next is a change. */
    public Fingerprint add(String name, byte[] content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Long.BYTES)
                .putInt(nameBytes.length)
                .putInt(content.length)
                .flip());
        digest.update(nameBytes);
        digest.update(content);
        return this;
    }

    /** Twelve hexadecimal digits. Call it once, at the end. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }
}
