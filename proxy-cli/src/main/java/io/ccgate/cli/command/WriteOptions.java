package io.ccgate.cli.command;

import io.ccgate.cli.port.AgentTools.Manner;
import picocli.CommandLine.Option;

/** How the commands that write agents' files go about it. */
final class WriteOptions {
    @Option(names = "--dry-run", description = "Only show what would change.")
    private boolean dryRun;

    @Option(names = "--force", description = "Also where somebody else has changed what stands there.")
    private boolean force;

    boolean dryRun() {
        return dryRun;
    }

    Manner manner() {
        return new Manner(dryRun, force);
    }

    /** The same without writing, or with it. */
    Manner manner(boolean onlyShow) {
        return new Manner(onlyShow, force);
    }
}
