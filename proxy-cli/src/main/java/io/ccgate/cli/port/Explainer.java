package io.ccgate.cli.port;

import java.io.IOException;
import java.nio.file.Path;

/** Explains a request from the files, with no gateway running. */
public interface Explainer {
    /**
     * @param config folder of the configuration
     * @param data folder with what was used so far; need not be there
     * @param question as {@code POST /admin/v1/explain} takes it
     * @return as a gateway would answer
     * @throws IOException when the files cannot be read
     */
    AdminApi.Answer explain(Path config, Path data, String question) throws IOException;
}
