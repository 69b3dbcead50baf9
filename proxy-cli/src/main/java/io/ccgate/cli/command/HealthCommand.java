package io.ccgate.cli.command;

import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.exit.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a running gateway how it is; made for containers and scripts. */
@Command(
        name = "health",
        description = "Ask a running gateway how it is.",
        exitCodeList = {"0:healthy", "1:not healthy, or not reached", "2:wrong usage"})
public final class HealthCommand implements Callable<Integer> {
    private static final int MAX_ANSWER = 64 * 1024;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:CCGATE_URL:-http://127.0.0.1:3000}",
            description = "Where it listens (default: CCGATE_URL, else http://127.0.0.1:3000).")
    private String url = "";

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "3000",
            description = "Milliseconds to wait (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        URI target = target();
        // The old client on purpose: the new one costs a tenth of a second to load, and probes run every few seconds.
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        try {
            int status = connection.getResponseCode();
            String body = body(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            terminal.out().println(body.isEmpty() ? "status " + status : body);
            terminal.out().flush();
            return status == 200 ? ExitCode.OK : ExitCode.PROBLEM;
        } catch (IOException e) {
            throw new CommandFailure("no answer from " + target + ": " + e.getMessage(), e);
        } finally {
            connection.disconnect();
        }
    }

    private URI target() {
        try {
            URI base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (base.getHost() != null && base.getScheme().matches("https?")) {
                return base.resolve(base.getRawPath() + "/health");
            }
        } catch (IllegalArgumentException ignored) {
            // Told below, as any other address that is none.
        }
        throw terminal.wrongUsage("--url is not an http address: " + url);
    }

    private static String body(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8).strip();
        }
    }
}
