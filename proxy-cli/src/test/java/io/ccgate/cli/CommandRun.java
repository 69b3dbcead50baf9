package io.ccgate.cli;

import io.ccgate.cli.port.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One command line, run in this process, and all that came of it. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(FakeProduct product, String... arguments) {
        return of(product.ports(), arguments);
    }

    static CommandRun of(Ports ports, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Ccgate.commandLine(ports, false, arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int code = line.execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
