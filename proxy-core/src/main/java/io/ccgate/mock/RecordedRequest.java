package io.ccgate.mock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param uri request target with its query
 * @param headers in order and case of arrival
 * @param body the bytes, unframed; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy for each look would be waste.
public record RecordedRequest(String method, String uri, List<Map.Entry<String, String>> headers, byte[] body) {
    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Method and target only: headers hold keys. */
    @Override
    public String toString() {
        return method + " " + uri + " (" + body.length + " bytes)";
    }
}
