package io.ccgate.admin;

import java.nio.charset.StandardCharsets;

/**
 * An answer of the gateway's own APIs.
 *
 * @param status HTTP status
 * @param json the body; its content type is {@code application/json}
 */
public record Answer(int status, String json) {
    /** The body as it goes out. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
