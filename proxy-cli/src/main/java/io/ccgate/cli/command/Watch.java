package io.ccgate.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Shows something again and again until Ctrl-C. */
final class Watch {
    private static final int LONGEST_SECONDS = 3600;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(
            names = "--watch",
            arity = "0..1",
            fallbackValue = "5",
            paramLabel = "SECONDS",
            description = "Show it anew every so many seconds, 5 if not said, until Ctrl-C.")
    private @Nullable Integer seconds;

    @Option(names = "--refreshes", paramLabel = "N", description = "With --watch: end after showing it N times.")
    private int refreshes = Integer.MAX_VALUE;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What is shown. */
    interface Picture {
        void show() throws IOException;
    }

    /** Shows it once, or as often as was asked. */
    void run(Terminal terminal, Picture picture) throws IOException {
        if (seconds == null) {
            picture.show();
            return;
        }
        if (seconds < 1 || seconds > LONGEST_SECONDS || refreshes < 1) {
            throw terminal.wrongUsage("--watch takes 1 to " + LONGEST_SECONDS + " seconds, --refreshes 1 or more");
        }
        if (!Signals.on("INT", stopped::countDown)) {
            terminal.command().getErr().println("Ctrl-C cannot be handled here; it ends the command at once");
        }
        PrintWriter out = terminal.out();
        for (int shown = 0; shown < refreshes && (shown == 0 || !stoppedWithin(seconds)); shown++) {
            if (Ansi.AUTO.enabled()) {
                out.print(CLEAR);
            }
            picture.show();
            out.flush();
        }
    }

    private boolean stoppedWithin(int wait) {
        try {
            return stopped.await(wait, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
