package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What runs finishes on the configuration it began with; what comes next sees the new one. */
@ExtendWith(LeakCheck.class)
class ReloadsDisturbNobodyTest {
    @TempDir
    Path folder;

    @Test
    void aStreamFinishesAtAnUpstreamThatIsGoneFromTheConfiguration() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        String begun = Dialect.ANTHROPIC.begun();
        try (RawUpstream old = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(RawUpstream.STREAM_HEAD + RawUpstream.chunk(begun));
                    connection.await(finish);
                    connection.send(
                            RawUpstream.chunk(Dialect.ANTHROPIC.stream().substring(begun.length())) + "0\r\n\r\n");
                    connection.read();
                });
                RawUpstream replacement = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"new\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", old.url(), "anthropic", "")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            String seen = client.send(Dialect.ANTHROPIC.ask()).readUntil("text_delta");

            gateway.edit(
                    "upstreams.json",
                    text -> text.replace(old.url().toString(), replacement.url().toString())
                            .replace("\"u\"", "\"v\""));

            assertThat(RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"m\"}"))
                            .text())
                    .contains("new");
            finish.countDown();
            assertThat(seen + client.readUntil("\r\n0\r\n\r\n")).contains("message_stop");
            assertThat(Records.await(gateway, 2).get(1).get("upstream").asText())
                    .isEqualTo("u");
        }
    }

    @Test
    void manyReloadsUnderLoadFailNoRequest() throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"id\":\"ok\"}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start();
                RawClient client = RawClient.to(gateway)) {
            Thread reloads = new Thread(() -> {
                for (int i = 0; i < 30; i++) {
                    gateway.edit("pricing.json", text -> text + " ");
                }
            });
            reloads.start();
            while (reloads.isAlive()) {
                assertThat(client.send(RawClient.post("/v1/messages", "{\"model\":\"m\"}"))
                                .read()
                                .status())
                        .isEqualTo(200);
            }
            reloads.join();
        }
    }
}
