package io.ccgate.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.fixture.GatewayFolder;
import io.ccgate.fixture.ServedFolder;
import io.ccgate.fixture.TestGateway;
import io.ccgate.mock.Knob;
import io.ccgate.mock.MockFaults;
import io.ccgate.mock.MockUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsTakeEffectWithoutARestartTest {
    private static final String ROUND_ROBIN = "\"strategy\": \"round_robin\"";

    @TempDir
    Path folder;

    private MockUpstream first;
    private MockUpstream second;
    private GatewayFolder files;
    private ServedFolder gateway;
    private Clients clients;

    @BeforeEach
    void start() throws IOException {
        first = MockUpstream.start();
        second = MockUpstream.start();
        files = GatewayFolder.in(folder).upstreams(ROUND_ROBIN, first(""), second(""));
        gateway = ServedFolder.start(files.config(), files.data());
        clients = new Clients(gateway.url());
    }

    @AfterEach
    void close() {
        gateway.close();
        first.close();
        second.close();
    }

    private String first(String more) {
        return GatewayFolder.upstream("first", first.uri(), more);
    }

    private String second(String more) {
        return GatewayFolder.upstream("second", second.uri(), more);
    }

    /** Puts an edit in force. */
    private void edit(String file, String content) {
        int before = clients.revision();
        files.write(file, content);
        await().until(() -> clients.revision() > before);
    }

    @Test
    void aGoodEditIsInForce() {
        assertThat(clients.ask("sk-second-key")).isEqualTo(401);

        files.write("tenants.json", GatewayFolder.tenant("\"keys\": [\"sk-second-key\"], \"allowedModels\": [\"*\"]"));

        await().until(() -> clients.ask("sk-second-key") == 200);
    }

    @Test
    void aBadEditKeepsWhatWasGoodAndTheAdministratorIsTold() {
        files.write(
                "tenants.json",
                "{\"tenants\": [{\"id\": \"t\", \"key\": \"sk-new-key\", \"nmae\": \"Tess\", \"enbled\": true}]}");

        await().until(() -> clients.health().at("/config").has("rejected"));
        assertThat(clients.health().at("/status").asText()).isEqualTo("degraded");
        assertThat(clients.health().at("/config/rejected").asText())
                .contains("tenants.json:1:")
                .contains("nmae");
        assertThat(clients.health().at("/config/errors"))
                .anySatisfy(error -> assertThat(error.asText()).contains("nmae"))
                .anySatisfy(error -> assertThat(error.asText()).contains("enbled"));
        assertThat(clients.ask()).isEqualTo(200);

        files.write("tenants.json", GatewayFolder.tenant("\"allowedModels\": [\"*\"]"));
        await().until(() -> !clients.health().at("/config").has("rejected"));
        assertThat(clients.health().at("/status").asText()).isEqualTo("healthy");
    }

    @Test
    void aRunningStreamEndsOnTheConfigurationItBeganWith() throws Exception {
        try (Stream<String> lines = clients.stream("x-mock-events", "40", "x-mock-interval", "100ms")) {
            Iterator<String> line = lines.iterator();
            assertThat(line.next()).startsWith("event: message_start");

            // Neither its key nor its upstreams are there any more.
            edit("upstreams.json", """
                {"upstreams": [{"id": "third", "name": "third", "url": "%s", "key": "k"}]}
                """.formatted(second.uri()));
            edit("tenants.json", GatewayFolder.tenant("\"allowedModels\": [\"other-*\"]"));
            assertThat(clients.ask()).isEqualTo(403);

            List<String> rest = new ArrayList<>();
            line.forEachRemaining(rest::add);
            assertThat(rest.stream().filter("event: content_block_delta"::equals))
                    .hasSize(40);
            assertThat(rest).contains("event: message_stop");
        }
        await().untilAsserted(() -> assertThat(files.written().records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("upstream").asText()).isIn("first", "second");
                    assertThat(record.path("estimated").asBoolean()).isFalse();
                }));
    }

    @Test
    void whatTenantsUsedStaysCounted() {
        edit(
                "tenants.json",
                GatewayFolder.tenant("\"allowedModels\": [\"*\"], \"limits\": {\"daily\": {\"maxRequests\": 2}}"));
        assertThat(clients.ask()).isEqualTo(200);

        edit(
                "tenants.json",
                GatewayFolder.tenant("\"keys\": [\"sk-more-key\"], \"allowedModels\": [\"*\"], \"limits\": {\"daily\":"
                        + " {\"maxRequests\": 2}}"));

        assertThat(clients.ask()).isEqualTo(200);
        assertThat(clients.ask()).isEqualTo(429);
    }

    @Test
    void anUpstreamThatIsOutStaysOut() {
        String strict = ", \"failureThreshold\": 1";
        edit("upstreams.json", upstreamsFile(strict, ""));
        first.faults(MockFaults.NONE.with(Knob.STATUS, "500"));
        for (int i = 0; i < 4; i++) {
            assertThat(clients.ask()).isEqualTo(200);
        }
        long asked = first.counters().requests();
        assertThat(asked).isEqualTo(1);

        edit("upstreams.json", upstreamsFile(strict, ", \"weight\": 7"));

        for (int i = 0; i < 4; i++) {
            assertThat(clients.ask()).isEqualTo(200);
        }
        assertThat(first.counters().requests()).isEqualTo(asked);
        assertThat(clients.health().at("/upstreams/0/healthy").asBoolean()).isFalse();
    }

    private String upstreamsFile(String ofFirst, String ofSecond) {
        return "{\"upstreams\": [%s, %s], \"loadBalancer\": {%s, \"healthCheckEnabled\": false}}"
                .formatted(first(ofFirst), second(ofSecond), ROUND_ROBIN);
    }

    @Test
    void sessionsStayAtTheirUpstream() {
        for (int i = 0; i < 8; i++) {
            assertThat(clients.ask(TestGateway.KEY, "x-ccgate-session", "s" + i))
                    .isEqualTo(200);
        }
        long atFirst = first.counters().requests();
        assertThat(atFirst).isEqualTo(4);

        edit("upstreams.json", upstreamsFile("", ", \"description\": \"edited\""));

        // In another order: by turns alone they would change places.
        for (int i : new int[] {1, 0, 3, 2, 5, 4, 7, 6}) {
            long before = first.counters().requests();
            assertThat(clients.ask(TestGateway.KEY, "x-ccgate-session", "s" + i))
                    .isEqualTo(200);
            assertThat(first.counters().requests() - before).isEqualTo(i % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void noRequestFailsWhileEditsCome() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        Queue<Integer> others = new ConcurrentLinkedQueue<>();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                while (!stop.get()) {
                    int status = clients.ask();
                    if (status == 200) {
                        served.incrementAndGet();
                    } else {
                        others.add(status);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((failed, error) -> others.add(-1));
            load.add(thread);
            thread.start();
        }
        for (int i = 0; i < 8; i++) {
            int before = served.get();
            edit(
                    "upstreams.json",
                    i % 2 == 0
                            ? "{\"upstreams\": [%s]}".formatted(second(", \"weight\": " + (i + 1)))
                            : upstreamsFile("", ", \"weight\": " + (i + 1)));
            await().until(() -> served.get() > before + 10);
        }
        stop.set(true);
        for (Thread thread : load) {
            thread.join();
        }
        assertThat(others).isEmpty();
        assertThat(clients.revision()).isEqualTo(9);
    }
}
