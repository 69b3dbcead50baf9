package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.cli.port.AgentTools.Change;
import io.ccgate.cli.port.AgentTools.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the settings that a gateway holds ready for the owner of a key. */
@Command(
        name = "pull",
        description = "Get your settings from a gateway: endpoint, MCP servers, prompts. Shows the difference and asks"
                + " first.",
        exitCodeList = {
            "0:written, or nothing to write",
            "1:not written: declined, the gateway refused, or a file could not be written",
            "2:wrong usage"
        })
public final class PullCommand implements Callable<Integer> {
    private final AgentTools tools;

    @Mixin
    private AgentOptions agents = new AgentOptions();

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            required = true,
            description = "The gateway, such as https://gateway.example.com.")
    private String gateway = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Your key (default: CCGATE_KEY).",
            defaultValue = "${env:CCGATE_KEY:-}")
    private String key = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Write without asking.")
    private boolean yes;

    @Mixin
    private WriteOptions writing = new WriteOptions();

    @Mixin
    private Terminal terminal = new Terminal();

    public PullCommand(AgentTools tools) {
        this.tools = tools;
    }

    @Override
    public Integer call() throws IOException {
        Place place = agents.place(tools, terminal);
        if (key == null || key.isBlank()) {
            throw terminal.wrongUsage("Missing your key: give it with --key or in CCGATE_KEY");
        }
        String profile = tools.fetch(gateway, key);
        List<Change> shown = tools.apply(place, profile, gateway, key, writing.manner(true));
        ChangeReport report = new ChangeReport(terminal.out());
        int code = report.print(shown, true);
        boolean differs = shown.stream().anyMatch(change -> !change.diffs().isEmpty());
        if (writing.dryRun()) {
            return code;
        }
        if (differs && !yes && !confirmed()) {
            throw new CommandFailure("nothing was written");
        }
        return report.print(tools.apply(place, profile, gateway, key, writing.manner(false)), false) == ExitCode.OK
                ? ExitCode.OK
                : ExitCode.PROBLEM;
    }

    private boolean confirmed() throws IOException {
        PrintWriter out = terminal.out();
        out.print("Write this? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
