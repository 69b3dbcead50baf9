package io.ccgate.cli;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        boolean trace = System.getenv("CCGATE_TRACE") != null;
        System.exit(Ccgate.commandLine(Wiring.ports(), trace, arguments).execute(arguments));
    }
}
