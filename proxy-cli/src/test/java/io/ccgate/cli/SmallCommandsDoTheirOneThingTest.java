package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ccgate.config.check.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallCommandsDoTheirOneThingTest {
    private final FakeProduct product = new FakeProduct();

    @TempDir
    Path folder;

    @Test
    void keyNewPrintsKeyAndHash() {
        assertThat(CommandRun.of(product, "key", "new").out()).isEqualTo("sk-new\nsha256:of-sk-new\n");
    }

    @Test
    void keyHashTakesArgumentOrInput() {
        assertThat(CommandRun.of(product, "key", "hash", "abc").out()).isEqualTo("sha256:of-abc\n");
        assertThat(CommandRun.of(product, "key", "hash", "--password", "pw").out())
                .isEqualTo("slow:of-pw\n");
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("piped\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(CommandRun.of(product, "key", "hash").out()).isEqualTo("sha256:of-piped\n");
            System.setIn(InputStream.nullInputStream());
            assertThat(CommandRun.of(product, "key", "hash").code()).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void keyAloneIsWrongUsage() {
        assertThat(CommandRun.of(product, "key").code()).isEqualTo(2);
    }

    @Test
    void schemaListsAndPrints() {
        assertThat(CommandRun.of(product, "schema").out()).isEqualTo("server\ntenants\n");
        assertThat(CommandRun.of(product, "schema", "tenants").out()).isEqualTo("{\"title\":\"tenants\"}\n");
        CommandRun unknown = CommandRun.of(product, "schema", "nope");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is server, tenants");
    }

    @Test
    void initShowsWhatItMadeAndNeverOverwrites() {
        CommandRun first = CommandRun.of(product, "init", "--config", folder.toString());
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains("wrote " + folder.resolve("server.json"))
                .contains("key-1")
                .contains("password-1");
        product.configThere = true;
        CommandRun second = CommandRun.of(product, "init", "--config", folder.toString());
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).hasLineCount(1).contains("already; nothing was changed");
    }

    @Test
    void serveIsTheDefaultAndSaysWhere() {
        CommandRun run = CommandRun.of(
                product,
                "--config",
                folder.toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("CCGate is listening on\n  http://127.0.0.1:3000\n");
        assertThat(product.asked).containsExactly("start " + folder + " " + folder.resolve("data"), "await");
    }

    @Test
    void serveListsWhatIsWrongWithTheConfiguration() {
        product.findings = List.of(
                new Finding(Finding.Severity.ERROR, "server.json", 3, 5, "/server/port", "not a port", "1 to 65535"));
        CommandRun run = CommandRun.of(product, "serve", "--config", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("server.json:3: not a port\nccgate: not started");
    }

    @Test
    void mockTakesEveryFaultAsAnOption() {
        CommandRun help = CommandRun.of(product, "mock", "--help");
        assertThat(help.out()).contains("--status").contains("100% of the time");
        CommandRun run = CommandRun.of(product, "mock", "--port", "0", "--status", "529", "--hang");
        assertThat(product.asked).hasSize(1);
        assertThat(product.asked.get(0))
                .startsWith("mock 127.0.0.1:0")
                .contains("status=529")
                .contains("hang=true");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("ccgate: cannot listen on 127.0.0.1:0\n");
        assertThat(CommandRun.of(product, "mock", "--status", "soon").code()).isEqualTo(2);
    }

    @Test
    void healthTellsWellFromIllFromSilent() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good/health", exchange -> {
            byte[] body = "{\"status\":\"healthy\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/bad/health", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            CommandRun good = CommandRun.of(product, "health", "--url", base + "/good/");
            assertThat(good.code()).isZero();
            assertThat(good.out()).isEqualTo("{\"status\":\"healthy\"}\n");
            CommandRun bad = CommandRun.of(product, "health", "--url", base + "/bad");
            assertThat(bad.code()).isEqualTo(1);
            assertThat(bad.out()).isEqualTo("status 503\n");
        } finally {
            server.stop(0);
        }
        CommandRun silent = CommandRun.of(product, "health", "--url", base);
        assertThat(silent.code()).isEqualTo(1);
        assertThat(silent.err()).hasLineCount(1).contains("no answer from " + base + "/health");
        assertThat(CommandRun.of(product, "health", "--url", "ftp:x").code()).isEqualTo(2);
    }
}
