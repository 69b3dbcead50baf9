package io.ccgate.cli.exit;

/**
 * A command cannot do its work. The message is the line that the user reads, so it names what is wrong and what helps. No
 * stack trace: it would only tell where the command noticed.
 */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message, null, false, false);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
