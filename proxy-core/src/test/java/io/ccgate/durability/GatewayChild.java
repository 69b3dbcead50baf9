package io.ccgate.durability;

import io.ccgate.fixture.GatewayFolder;
import io.ccgate.fixture.ServedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, which can be killed. */
final class GatewayChild implements AutoCloseable {
    private final Process process;
    private final URI url;

    private GatewayChild(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static GatewayChild start(GatewayFolder folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ServedFolder.class.getName(),
                        folder.config().toString(),
                        folder.data().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("url ")) {
                return new GatewayChild(process, URI.create(line.substring(4)));
            }
        }
        process.destroyForcibly();
        throw new IOException("the gateway did not start; its errors are above");
    }

    long pid() {
        return process.pid();
    }

    URI url() {
        return url;
    }

    /** Ends it at once, as {@code kill -9} does: it gets to do nothing more. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to stop, as {@code kill} does. */
    void stop() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
