package io.ccgate.cli.port;

import java.nio.file.Path;
import java.util.List;

/** {@code agents.json} of a configuration folder, changed entry by entry; the rest of the file stays as it is. */
public interface AgentsFileEditor {
    /**
     * Its lists.
     *
     * @throws io.ccgate.cli.exit.CommandFailure when the configuration is in error
     */
    Content read(Path config);

    /** Adds an entry, or changes the one of that name. The values are JSON. */
    void put(Path config, Kind kind, String name, List<Value> values);

    /** Takes an entry out. */
    void remove(Path config, Kind kind, String name);

    /** The lists. */
    enum Kind {
        MCP("mcpServers"),
        PROMPT("prompts");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Its key in the file. */
        public String key() {
            return key;
        }
    }

    /** A key with its value. */
    record Value(String key, String json) {}

    /** A server. */
    record Server(String name, String definition, boolean enabled, List<String> agents) {}

    /** A prompt. */
    record Prompt(String name, String content, boolean enabled, List<String> agents) {}

    /** What is in the file. */
    record Content(List<Server> servers, List<Prompt> prompts) {}
}
