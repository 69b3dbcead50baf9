package io.ccgate.cli.port;

import java.io.IOException;
import java.net.URI;

/** The administration's API of a running gateway. */
public interface AdminApi {
    /**
     * Sends a question and waits ten seconds at most for its answer.
     *
     * @param gateway base URL
     * @param path such as {@code /admin/v1/explain}
     * @param authorization value of the header; goes to the gateway only
     * @param json the body
     * @throws IOException when no answer came
     */
    Answer post(URI gateway, String path, String authorization, String json) throws IOException;

    /** @param body JSON, as a gateway answers; anything when something else listens there */
    record Answer(int status, String body) {}
}
