package io.ccgate.observe.redact;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Secrets that a model spells out over several events of a stream: each event carries a few characters, and no search in the bytes finds
 * them. The texts of all events are put together, searched, and what is found is overwritten where it came from.
 */
final class SplitValues {
    /** Keys whose values are pieces of a longer text, in any of the four protocols. */
    private static final Set<String> PIECES = Set.of(
            "text",
            "content",
            "partial_json",
            "arguments",
            "delta",
            "thinking",
            "reasoning_content",
            "refusal",
            "output");

    private SplitValues() {}

    /** Overwrites in place. */
    static void mask(byte[] bytes, SecretValues secrets) {
        int[] places = new int[bytes.length];
        int count = project(bytes, places);
        if (count < Patterns.SHORTEST) {
            return;
        }
        byte[] joined = new byte[count];
        for (int i = 0; i < count; i++) {
            joined[i] = bytes[places[i]];
        }
        for (int at = secrets.find(joined, 0, true); at >= 0; at = secrets.find(joined, at, true)) {
            int end = Math.min(count, at + Math.max(1, secrets.lengthAt(joined, at, true)));
            for (int i = at; i < end; i++) {
                bytes[places[i]] = '*';
            }
            at = end;
        }
    }

    /** Notes where the bytes of all pieces stand, escapes left as they are; returns how many. */
    private static int project(byte[] bytes, int[] places) {
        int count = 0;
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] != '"') {
                i++;
                continue;
            }
            int end = stringEnd(bytes, i + 1);
            int next = skipSpace(bytes, end + 1);
            if (next < bytes.length && bytes[next] == ':') {
                int value = skipSpace(bytes, next + 1);
                if (value < bytes.length && bytes[value] == '"' && isPiece(bytes, i + 1, end)) {
                    int valueEnd = stringEnd(bytes, value + 1);
                    for (int k = value + 1; k < valueEnd; k++) {
                        places[count++] = k;
                    }
                    i = valueEnd + 1;
                    continue;
                }
            }
            i = end + 1;
        }
        return count;
    }

    private static boolean isPiece(byte[] bytes, int start, int end) {
        return end - start <= 17
                && PIECES.contains(new String(bytes, start, Math.max(0, end - start), StandardCharsets.ISO_8859_1));
    }

    /** Where the string's closing quote stands; the end of the bytes when it was cut off. */
    private static int stringEnd(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, bytes.length);
    }

    private static int skipSpace(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }
}
