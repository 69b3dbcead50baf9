package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ccgate.cli.port.GatewayStarter;
import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real doctor, asked through the command line, beside upstreams on this machine. */
class DoctorSaysWhatToDoTest {
    private static final String KEY = "sk-ant-api03-very-secret-upstream-key";

    @TempDir
    Path folder;

    @BeforeEach
    void aConfigurationWithoutUpstreams() throws IOException {
        server(0);
        Files.writeString(
                folder.resolve("tenants.json"),
                "{\"tenants\": [{\"id\": \"t\", \"name\": \"T\", \"key\": \"sk-tenant-0123456789abcdef\","
                        + " \"allowedModels\": [\"*\"]}]}");
    }

    private void server(int port) throws IOException {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"server\": {\"listeners\": [{\"host\": \"127.0.0.1\", \"port\": " + port
                        + "}]}, \"admin\": {\"enabled\": false}, \"logging\": {\"directory\": \""
                        + folder.resolve("logs") + "\"}}");
    }

    private void upstream(String url, String protocol) throws IOException {
        Files.writeString(
                folder.resolve("upstreams.json"),
                "{\"upstreams\": [{\"id\": \"up\", \"name\": \"Up\", \"url\": \"" + url + "\", \"key\": \"" + KEY
                        + "\", \"protocol\": \"" + protocol + "\"}]}");
    }

    private CommandRun doctor(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "doctor",
                "--config",
                folder.toString(),
                "--data",
                folder.resolve("data").toString()));
        words.addAll(List.of(more));
        CommandRun run = CommandRun.of(Wiring.ports(), words.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(KEY, "very-secret");
        return run;
    }

    @Test
    void aGoodUpstreamIsFoundGoodAndIsNeverSentABilledCall() throws IOException {
        try (MockUpstream mock =
                MockUpstream.start(MockOptions.defaults().withRequiredKey(KEY).withRecorded(10))) {
            upstream(mock.uri().toString(), "anthropic");
            CommandRun run = doctor();
            assertThat(run.out())
                    .contains("ok           reachable: it answered in ")
                    .contains("ok           key: accepted")
                    .contains("ok           count_tokens: works")
                    .contains("not checked  betas kept")
                    .contains("not checked  streaming unbuffered: would cost");
            assertThat(run.code()).as(run.out()).isZero();
            assertThat(mock.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request.uri()).matches("/v1/(models|messages/count_tokens)"));
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aRefusedKeyIsAProblemWithARemedy() throws IOException {
        try (MockUpstream mock = MockUpstream.start(MockOptions.defaults().withRequiredKey("another"))) {
            upstream(mock.uri().toString(), "openai-chat");
            CommandRun run = doctor();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("problem      key: refused (401)").contains("-> check the upstream's key");
        }
    }

    @Test
    void whoRefusesAnUnknownBetaByNameHasSeenIt() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String beta = String.valueOf(exchange.getRequestHeaders().getFirst("anthropic-beta"));
            boolean refused = beta.contains("1970");
            byte[] body = (refused
                            ? "{\"error\":{\"message\":\"Unexpected value(s) for the `anthropic-beta` header\"}}"
                            : "{\"data\":[{\"id\":\"m\"}],\"input_tokens\":8}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refused ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            upstream("http://127.0.0.1:" + server.getAddress().getPort(), "anthropic");
            CommandRun run = doctor("--format", "json");
            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("\"ok\" : true")
                    .contains("anthropic-beta reaches the model's API")
                    .contains("agrees with the upstreams'");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anUpstreamThatIsNotThereAndATakenPortAreBothTold() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server(other.getLocalPort());
            int closed;
            try (ServerSocket gone = new ServerSocket(0)) {
                closed = gone.getLocalPort();
            }
            upstream("http://127.0.0.1:" + closed, "gemini");
            CommandRun run = doctor();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("problem      127.0.0.1:" + other.getLocalPort() + ": taken by another program")
                    .contains("problem      reachable: 127.0.0.1: ")
                    .contains("2 problems");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsAProblemOfTls() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned("localhost")));
        server.start();
        try {
            upstream("https://localhost:" + server.getAddress().getPort(), "anthropic");
            CommandRun run = doctor();
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("problem      TLS: localhost: ")
                    .contains("its certificate is not trusted")
                    .contains("add it to Java's trust store");
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned(String host) throws Exception {
        Path file = folder.resolve("own.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = "-genkeypair -alias k -keyalg EC -validity 2 -dname CN=" + host + " -ext SAN=dns:" + host
                + " -storetype PKCS12 -storepass changeit -keystore";
        List<String> words = new ArrayList<>(List.of(keytool));
        words.addAll(List.of(command.split(" ")));
        words.add(file.toString());
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Trusted, but made out to somebody else: asked by a process of its own, since the trust store is Java's. */
    @Test
    void aCertificateOfAnotherHostIsAProblemOfTls() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned("other.example")));
        server.start();
        try {
            upstream("https://localhost:" + server.getAddress().getPort(), "anthropic");
            String out = doctorTrusting(folder.resolve("own.p12"));
            assertThat(out)
                    .contains("problem      TLS: localhost: ")
                    .contains("its certificate is for another host")
                    .contains("correct the host in url");
        } finally {
            server.stop(0);
        }
    }

    private String doctorTrusting(Path store) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + store,
                        "-Djavax.net.ssl.trustStorePassword=changeit",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ccgate.cli.Main",
                        "doctor",
                        "--config",
                        folder.toString(),
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isEqualTo(1);
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "-10800, problem      time: 108.. s ahead of the upstreams'",
        "7200, problem      time: 7... s behind the upstreams'",
        "-60, warning      time: .. s ahead of the upstreams'",
        "2, ok           time: agrees with the upstreams'"
    })
    void aClockThatIsOffIsTold(long secondsAhead, String said) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerWithClock(server, secondsAhead), "a server with its own time");
            answering.setDaemon(true);
            answering.start();
            upstream("http://127.0.0.1:" + server.getLocalPort(), "gemini");

            CommandRun run = doctor();

            assertThat(run.out()).containsPattern(said);
            assertThat(run.code()).isEqualTo(Math.abs(secondsAhead) > 300 ? 1 : 0);
            if (Math.abs(secondsAhead) > 30) {
                assertThat(run.out()).contains("-> let the machine keep its time with NTP");
            }
        }
    }

    private static void answerWithClock(ServerSocket server, long secondsAhead) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = in.readLine();
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(secondsAhead));
                client.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nDate: " + date
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 13\r\n"
                                        + "Connection: close\r\n\r\n{\"models\":[]}")
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void thePortOfOurOwnRunningGatewayIsWell() throws Exception {
        try (MockUpstream mock = MockUpstream.start()) {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            server(port);
            upstream(mock.uri().toString(), "gemini");
            GatewayStarter.Running gateway = Wiring.ports().gateway().start(folder, folder.resolve("data"));
            try {
                CommandRun run = doctor();
                assertThat(run.out()).contains("127.0.0.1:" + port + ": this data folder's gateway serves there");
                assertThat(run.code()).isZero();
            } finally {
                gateway.stop(Duration.ZERO);
                gateway.awaitStopped();
            }
        }
    }

    @Test
    void everyErrorOfTheConfigurationIsListedAndTheRestSaysWhyItWaits() throws IOException {
        Files.writeString(
                folder.resolve("upstreams.json"),
                "{\"upstreams\": [{\"id\": \"up\", \"weight\": -1, \"url\": \"x\"}]}");
        CommandRun run = doctor();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("problem      upstreams.json:1 /upstreams/0")
                .contains("not checked  all: the configuration has errors")
                .contains("data folder");
        assertThat(doctor("--format", "xml").code()).isEqualTo(2);
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsAProblem() throws IOException {
        Files.writeString(folder.resolve("data"), "a file stands in its place");
        upstream("http://127.0.0.1:9", "gemini");
        assertThat(doctor().out()).contains("is not a folder").contains("-> name another one with --data");
    }
}
