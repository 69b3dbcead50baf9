package io.ccgate.translate.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names and ids that a target refuses, changed in a way that is the same on every turn and can be undone for the tools of
 * this request. Confined to one exchange.
 */
public final class ToolNames {
    private static final int HASH_CHARS = 8;

    private final int maxLength;
    private final String extraChars;
    private final boolean letterFirst;
    private final Map<String, String> toClient = new HashMap<>();

    /**
     * @param extraChars what is allowed in a name besides letters, digits, underscore and hyphen
     * @param letterFirst whether a name must begin with a letter or an underscore
     */
    private ToolNames(int maxLength, String extraChars, boolean letterFirst) {
        this.maxLength = maxLength;
        this.extraChars = extraChars;
        this.letterFirst = letterFirst;
    }

    /** Messages API: {@code ^[a-zA-Z0-9_-]{1,128}$}. */
    public static ToolNames anthropic() {
        return new ToolNames(128, "", false);
    }

    /** Chat Completions and Responses: {@code ^[a-zA-Z0-9_-]{1,64}$}. */
    public static ToolNames openAi() {
        return new ToolNames(64, "", false);
    }

    /** Gemini's FunctionDeclaration: also dots and colons, at most 64, beginning with a letter or an underscore. */
    public static ToolNames gemini() {
        return new ToolNames(64, ".:", true);
    }

    /** Nothing is changed. */
    public static ToolNames asTheyAre() {
        return new ToolNames(Integer.MAX_VALUE, "", false);
    }

    /** The name to use towards the target. */
    public String target(String name) {
        if (maxLength == Integer.MAX_VALUE) {
            return name;
        }
        String clean = begun(clean(name, extraChars));
        if (clean.equals(name) && name.length() <= maxLength) {
            return name;
        }
        int keep = Math.min(clean.length(), maxLength - HASH_CHARS - 1);
        String target = clean.substring(0, keep) + "_" + hash(name);
        toClient.put(target, name);
        return target;
    }

    private String begun(String clean) {
        char first = clean.isEmpty() ? '_' : clean.charAt(0);
        boolean good = first == '_' || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        return good || !letterFirst ? clean : "_" + clean;
    }

    /** The client's name for a name that the target used. */
    public String client(String name) {
        return toClient.getOrDefault(name, name);
    }

    /**
     * A tool call's id as Anthropic accepts it ({@code ^[a-zA-Z0-9_-]+$}): unchanged when valid, otherwise the same for call
     * and result and different for different ids.
     */
    public static String anthropicId(String id) {
        String clean = clean(id, "");
        return clean.equals(id) ? id : clean + "_" + hash(id);
    }

    private static String clean(String name, String extraChars) {
        StringBuilder clean = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean good = alphanumeric || c == '_' || c == '-' || extraChars.indexOf(c) >= 0;
            clean.append(good ? c : '_');
        }
        return clean.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
