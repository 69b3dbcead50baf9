package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools.Change;
import java.io.PrintWriter;
import java.util.List;

/** Prints what became of the agents' settings. */
final class ChangeReport {
    private final PrintWriter out;

    ChangeReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * One line for each agent, its files and notes under it.
     *
     * @param diffs whether the differences are shown
     * @return the exit code
     */
    int print(List<Change> changes, boolean diffs) {
        boolean problem = false;
        for (Change change : changes) {
            out.println(change.title() + ": " + change.state());
            change.diffs().forEach((file, diff) -> {
                if (diffs) {
                    out.print(diff.indent(2));
                } else {
                    out.println("  " + file);
                }
            });
            change.notes().forEach(note -> out.println("  ! " + note));
            problem |= change.problem();
        }
        out.flush();
        return problem ? ExitCode.PROBLEM : ExitCode.OK;
    }
}
