package io.ccgate.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a key. Keys are looked up by it, so neither a comparison's time nor a memory dump's index tells
 * anything about them.
 */
record Digest(long a, long b, long c, long d) {
    private static final String PREFIX = "sha256:";
    private static final int HEX_DIGITS = 64;

    static Digest of(String key) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * The digest of a key as the configuration holds it: plain, or {@code sha256:} and 64 hex digits. Anything else that
     * begins like a digest is taken as a plain key, which then nobody has.
     */
    static Digest configured(String key) {
        if (key.startsWith(PREFIX) && key.length() == PREFIX.length() + HEX_DIGITS) {
            try {
                return of(HexFormat.of().parseHex(key, PREFIX.length(), key.length()));
            } catch (IllegalArgumentException e) {
                return of(key);
            }
        }
        return of(key);
    }

    private static Digest of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** A digest's own bits are as good a hash as any; a record's would be linked at run time, at each start. */
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest digest && matches(digest);
    }

    /** Whether both are the same, in constant time. */
    boolean matches(Digest other) {
        return ((a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)) == 0;
    }
}
