package io.ccgate.observe.redact;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The forms in which a secret may stand in a text: as it is, in a URL, in JSON, in base64 at any of its three places. */
final class Patterns {
    /** Below this a value is a word, and masking it would tear up texts instead of hiding a secret. */
    static final int SHORTEST = 6;

    private static final int SHORTEST_BASE64 = 8;

    private Patterns() {}

    static Set<String> of(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            String value = secret.strip();
            if (value.length() >= SHORTEST) {
                forms.add(value);
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
                String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
                forms.add(json);
                forms.add(json.replace("/", "\\/"));
                base64(value.getBytes(StandardCharsets.UTF_8), forms);
            }
        }
        return forms;
    }

    /**
     * A secret behind one or two other bytes (as in {@code user:password}) has another base64 text. The characters at both ends also hold
     * bits of the neighbours, so only those between them are searched for.
     */
    private static void base64(byte[] secret, Set<String> forms) {
        for (int before = 0; before < 3; before++) {
            ByteArrayOutputStream placed = new ByteArrayOutputStream();
            placed.writeBytes(new byte[before]);
            placed.writeBytes(secret);
            byte[] bytes = placed.toByteArray();
            int first = (before * 8 + 5) / 6;
            int last = bytes.length * 8 / 6;
            String standard = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            String inner = standard.substring(first, last);
            if (inner.length() >= SHORTEST_BASE64) {
                forms.add(inner);
                forms.add(inner.replace('+', '-').replace('/', '_'));
            }
        }
    }

    static byte[][] bytes(Set<String> forms) {
        byte[][] all = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .filter(form -> form.length >= SHORTEST)
                .toArray(byte[][]::new);
        // The longest first, so that a secret within another one leaves no rest of the longer.
        Arrays.sort(all, (a, b) -> b.length - a.length);
        return all;
    }
}
