package io.ccgate.admin.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Percent-encoding (RFC 3986, section 2.1), read strictly: what is not well-formed UTF-8 is nothing. */
final class Percent {
    private Percent() {}

    static Optional<String> decoded(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.put(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    /** A parameter and its value, decoded. */
    record Pair(String name, String value) {}

    /**
     * The parameters of a query in their order.
     *
     * @throws AdminProblem when one cannot be decoded, or is given twice
     */
    static List<Pair> pairs(String query) {
        List<Pair> pairs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decodedForm(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decodedForm(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                throw AdminProblem.badRequest(
                        "a parameter is not well-formed: " + pair,
                        "send percent-encoded UTF-8 behind the question mark");
            }
            if (pair.isEmpty()) {
                continue;
            }
            if (!names.add(name.get())) {
                throw AdminProblem.invalid(name.get(), "is there twice", "send it once");
            }
            pairs.add(new Pair(name.get(), value.get()));
        }
        return pairs;
    }

    private static Optional<String> decodedForm(String text) {
        return decoded(text.replace('+', ' '));
    }
}
