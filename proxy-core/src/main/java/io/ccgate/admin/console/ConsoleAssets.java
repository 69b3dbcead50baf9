package io.ccgate.admin.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console: {@code console/NAME} in the jar is {@code NAME} here. Read once, then kept. Reads the jar on the first
 * call for a file: not for an event loop, except {@link #known}.
 */
final class ConsoleAssets {
    private static final String PAGES = "/console/";

    /** Nothing but plain names: no way out of the folder, nothing encoded, no hidden file. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]*(/[A-Za-z0-9_@-][A-Za-z0-9._@-]*)*");

    private static final int LONGEST_NAME = 200;
    private static final int WORTH_GZIP = 1024;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /**
     * One file.
     *
     * @param gzip the same compressed; null when that gains nothing
     * @param etag in quotes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Asset(String type, byte[] bytes, byte @Nullable [] gzip, String etag) {}

    /** A file that was read before; null when it was not. */
    @Nullable
    Asset known(String name) {
        return read.get(name);
    }

    Optional<Asset> find(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = ConsoleAssets.class.getResourceAsStream(PAGES + name)) {
            if (in == null) {
                return Optional.empty();
            }
            Asset asset = asset(type, in.readAllBytes());
            read.put(name, asset);
            return Optional.of(asset);
        }
    }

    private static Asset asset(String type, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        boolean worth = bytes.length >= WORTH_GZIP && out.size() < bytes.length / 10 * 9;
        return new Asset(type, bytes, worth ? out.toByteArray() : null, etag(bytes));
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What there is to say when the jar was built without the console. */
    static byte[] missing() {
        return "not found\n".getBytes(StandardCharsets.US_ASCII);
    }
}
