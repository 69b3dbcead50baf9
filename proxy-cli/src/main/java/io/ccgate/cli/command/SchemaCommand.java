package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.ConfigFiles;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a configuration file. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of a configuration file; without a name, list the files.",
        exitCodeList = {"0:printed", "2:wrong usage, such as an unknown name"})
public final class SchemaCommand implements Callable<Integer> {
    private final ConfigFiles files;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "server, upstreams, tenants, pricing, …")
    private @Nullable String name;

    @Mixin
    private Terminal terminal = new Terminal();

    public SchemaCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out();
        List<String> known = files.schemaNames();
        if (name == null) {
            known.forEach(out::println);
        } else if (known.contains(name)) {
            out.println(files.schema(name).stripTrailing());
        } else {
            throw terminal.wrongUsage("no schema '" + name + "'; there is " + String.join(", ", known));
        }
        out.flush();
        return ExitCode.OK;
    }
}
