package io.ccgate.cli.port;

import io.ccgate.config.check.Finding;
import java.util.List;

/** The gateway cannot start with this configuration. */
public final class InvalidConfiguration extends Exception {
    private final transient List<Finding> findings;

    public InvalidConfiguration(List<Finding> findings) {
        super("the configuration has errors");
        this.findings = List.copyOf(findings);
    }

    /** All that is wrong, warnings included. */
    public List<Finding> findings() {
        return findings;
    }
}
