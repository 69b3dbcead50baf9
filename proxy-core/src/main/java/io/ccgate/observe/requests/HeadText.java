package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.observe.redact.SecretNames;
import io.ccgate.observe.redact.SecretValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The head of a request or an answer as text.
 *
 * @param first the request line or the status line; empty for a head that came without it
 */
record HeadText(String first, List<Map.Entry<String, String>> headers) {

    static HeadText of(HttpHeaders headers) {
        return new HeadText("", headers.entries());
    }

    /** @param raw a whole head as it is on the wire; empty when there was none */
    static HeadText of(byte[] raw) {
        String[] lines = new String(raw, StandardCharsets.ISO_8859_1).split("\r\n");
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(Map.entry(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        return new HeadText(lines[0], headers);
    }

    String value(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return "";
    }

    /** The target of a request line: method, target and version stand apart by single spaces. */
    String target() {
        String[] parts = first.split(" ");
        return parts.length > 1 ? parts[1] : "";
    }

    /** Adds what the secret headers of this head carry, with and without their scheme, and each cookie by itself. */
    void collectSecrets(List<String> to) {
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            String value = header.getValue();
            if (SecretNames.isSecret(name)) {
                to.add(value);
                to.add(value.substring(value.lastIndexOf(' ') + 1));
                if (name.toLowerCase(Locale.ROOT).endsWith("cookie")) {
                    for (String cookie : value.split(";")) {
                        to.add(cookie.substring(cookie.indexOf('=') + 1));
                    }
                }
            }
        }
    }

    /** Writes an object of names and values; those of a name that comes several times are joined. */
    void write(JsonGenerator out, String field, Iterable<SecretValues> secrets) throws IOException {
        Map<String, String> joined = new java.util.LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            joined.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    shown(header, secrets),
                    (before, more) -> before + ", " + more);
        }
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, String> header : joined.entrySet()) {
            out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
    }

    private static String shown(Map.Entry<String, String> header, Iterable<SecretValues> secrets) {
        if (SecretNames.isSecret(header.getKey())) {
            return SecretNames.MASK;
        }
        String value = header.getValue();
        for (SecretValues values : secrets) {
            value = values.mask(value);
        }
        return value;
    }
}
