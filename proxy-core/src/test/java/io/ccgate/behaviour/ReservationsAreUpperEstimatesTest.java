package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.model.TenantConfig;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import io.ccgate.usage.ledger.Standing;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held for a request covers what it asks for: how it wants to be served, and how many answers it wants. */
class ReservationsAreUpperEstimatesTest {
    private static final String PRICES = """
        {"unit": "per1m", "modelPricing": {"*": {"input": 0, "output": 10}},
         "serviceTiers": {"*": {"priority": 2, "flex": 0.5, "fast": 3, "us": 1.1}}}
        """;

    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void endScripts() {
        over.countDown();
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        openai-chat | /v1/chat/completions | "max_tokens": 1000 | 10000
        openai-chat | /v1/chat/completions | "max_tokens": 1000, "service_tier": "default" | 10000
        openai-chat | /v1/chat/completions | "max_tokens": 1000, "service_tier": "priority" | 20000
        openai-chat | /v1/chat/completions | "max_tokens": 1000, "service_tier": "auto" | 20000
        openai-chat | /v1/chat/completions | "max_tokens": 1000, "service_tier": "flex" | 10000
        openai-chat | /v1/chat/completions | "max_tokens": 1000, "n": 3 | 30000
        openai-chat | /v1/chat/completions | "n": 3, "max_tokens": 1000, "service_tier": "priority" | 60000
        openai-responses | /v1/responses | "max_output_tokens": 1000, "service_tier": "priority" | 20000
        anthropic | /v1/messages | "max_tokens": 1000, "speed": "fast", "inference_geo": "us" | 33000
        gemini | /v1beta/models/m:generateContent | "generationConfig": {"maxOutputTokens": 1000, "candidateCount": 4} | 40000
        gemini | /v1beta/models/m:generateContent | "generationConfig": {"maxOutputTokens": 1000}, "serviceTier": "SERVICE_TIER_PRIORITY" | 20000
        """)
    void holdsWhatItMayCost(String protocol, String path, String keys, long micros) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    over.await();
                });
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), protocol, "")
                        .pricing(PRICES)
                        .start();
                RawClient client = RawClient.to(gateway)) {
            client.send(RawClient.post(path, "{\"model\": \"m\", " + keys + "}"));
            await().until(() -> upstream.requests().size() == 1);
            assertThat(standing(gateway).reservedMicros()).isEqualTo(micros);
        }
    }

    private static Standing standing(TestGateway gateway) {
        TenantConfig tenant = gateway.config().tenants().get(0);
        return gateway.gateway().books().ledger().standing(tenant);
    }
}
