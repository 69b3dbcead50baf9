package io.ccgate.cli;

/** Where the process begins and ends. */
public final class Main {
    private static final String FLIGHT_RECORDER = "io.netty.jfr.enabled";

    private Main() {}

    public static void main(String[] arguments) {
        // Netty would start the flight recorder with its first buffer, which holds up the first request for a tenth of
        // a second.
        if (System.getProperty(FLIGHT_RECORDER) == null) {
            System.setProperty(FLIGHT_RECORDER, "false");
        }
        boolean trace = System.getenv("CCGATE_TRACE") != null;
        System.exit(Ccgate.run(Wiring.ports(), trace, arguments));
    }
}
