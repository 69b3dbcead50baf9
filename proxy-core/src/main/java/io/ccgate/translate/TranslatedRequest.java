package io.ccgate.translate;

import java.util.List;
import java.util.Map;

/**
 * A request in the upstream's protocol.
 *
 * @param body JSON
 * @param path and query at the upstream, as its public API has it
 * @param headers that the upstream's protocol needs besides credentials and content type; names in lower case
 * @param dropped what was left out, for the answer's {@code x-gateway-dropped-params}
 * @param answer takes the upstream's answer back
 */
public record TranslatedRequest(
        @SuppressWarnings("ArrayRecordComponent") // handed to the wire once, never compared
        byte[] body,
        String path,
        Map<String, String> headers,
        List<String> dropped,
        AnswerTranslation answer) {}
