package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.GatewayOptions;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A fault in the gateway costs one request an honest 500, not its client an endless wait. */
@ExtendWith(LeakCheck.class)
class FaultsOfItsOwnAreAnsweredTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\"}");

    @TempDir
    Path folder;

    @Test
    void whateverStageTheyAreIn() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        InstantSource clock = () -> {
            boolean here = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith(".AuthHandler")));
            if (here && broken.get()) {
                throw new IllegalStateException("a fault made for the test");
            }
            return Instant.now();
        };
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{}"));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .options(given -> new GatewayOptions(
                                given.dataFolder(),
                                given.version(),
                                given.transport(),
                                clock,
                                given.nanoTime(),
                                null,
                                null))
                        .start()) {
            broken.set(true);
            RawClient.Answer answer = RawClient.ask(gateway, ASK);
            broken.set(false);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).contains("internal_error").doesNotContain("made for the test");
            assertThat(RawClient.ask(gateway, ASK).status()).isEqualTo(200);
        }
    }
}
