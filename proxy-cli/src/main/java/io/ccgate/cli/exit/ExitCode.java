package io.ccgate.cli.exit;

/** The exit codes of every command; scripts rely on them. */
public final class ExitCode {
    /** Done, and all is well. */
    public static final int OK = 0;

    /** The command could not do its work, or what it looked at is not in order. */
    public static final int PROBLEM = 1;

    /** The command line itself is wrong. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
