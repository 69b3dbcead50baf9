package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.Keys;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys of tenants and hashes of what should not stand in a file in the clear. */
@Command(
        name = "key",
        description = "Make a tenant key, or hash a key or password for the configuration.",
        subcommands = {KeyCommand.NewKey.class, KeyCommand.HashKey.class},
        synopsisSubcommandLabel = "(new | hash)")
public final class KeyCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.wrongUsage("Missing required subcommand: new or hash");
    }

    /** {@code key new}. */
    @Command(
            name = "new",
            description = "Print a fresh random key on the first line and its hash on the second.",
            exitCodeList = {"0:printed", "2:wrong usage"})
    public static final class NewKey implements Callable<Integer> {
        private final Keys keys;

        @Mixin
        private Terminal terminal = new Terminal();

        public NewKey(Keys keys) {
            this.keys = keys;
        }

        @Override
        public Integer call() {
            String key = keys.newKey();
            PrintWriter out = terminal.out();
            out.println(key);
            out.println(keys.hashKey(key));
            out.flush();
            return ExitCode.OK;
        }
    }

    /** {@code key hash}. */
    @Command(
            name = "hash",
            description = "Print the form of a key in which tenants.json may hold it.",
            exitCodeList = {"0:printed", "1:nothing to hash", "2:wrong usage"})
    public static final class HashKey implements Callable<Integer> {
        private final Keys keys;

        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "KEY",
                description =
                        "What to hash. Without it, the first line of standard input: that way it is in no shell history.")
        private @Nullable String key;

        @Option(names = "--password", description = "Hash a password for admin.passwordHash instead.")
        private boolean password;

        @Mixin
        private Terminal terminal = new Terminal();

        public HashKey(Keys keys) {
            this.keys = keys;
        }

        @Override
        public Integer call() throws IOException {
            String secret = key == null ? read() : key;
            if (secret == null || secret.isEmpty()) {
                throw new CommandFailure("nothing to hash: give it as an argument or on standard input");
            }
            PrintWriter out = terminal.out();
            out.println(password ? keys.hashPassword(secret) : keys.hashKey(secret));
            out.flush();
            return ExitCode.OK;
        }

        @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there is always one, and it reads redirected input too
        private @Nullable String read() throws IOException {
            Console console = System.console();
            if (console != null) {
                char[] typed = console.readPassword(password ? "Password: " : "Key: ");
                return typed == null ? null : new String(typed);
            }
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
    }
}
