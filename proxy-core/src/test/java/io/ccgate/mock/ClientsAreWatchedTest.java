package io.ccgate.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests ask the demo upstream afterwards: who called, with which key, and who went away. */
class ClientsAreWatchedTest {
    @Test
    void aClientThatLeavesIsCountedAndBilledForItsPart() throws Exception {
        try (MockUpstream upstream = MockUpstream.start()) {
            try (Socket socket = open(upstream, "x-mock-events: 1000\r\nx-mock-interval: 10s")) {
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
                assertThat(upstream.counters().openConnections()).isEqualTo(1);
            }
            await().until(() -> upstream.counters().cancelled() == 1);
            assertThat(upstream.counters().openConnections()).isZero();
            assertThat(upstream.counters().tokensBilled()).isBetween(1L, 500L);
        }
    }

    @Test
    void aHangingRequestIsCancelledToo() throws Exception {
        try (MockUpstream upstream = MockUpstream.start()) {
            try (Socket socket = open(upstream, "x-mock-hang: true")) {
                await().until(() -> upstream.counters().requests() == 1);
                assertThat(socket.getInputStream().available()).isZero();
            }
            await().until(() -> upstream.counters().cancelled() == 1);
        }
    }

    private static Socket open(MockUpstream upstream, String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port());
        String body = MockClient.messages(true, "hi");
        socket.getOutputStream()
                .write(("POST /v1/messages HTTP/1.1\r\nHost: x\r\n" + header + "\r\nContent-Length: " + body.length()
                                + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void requestsAreRecordedUpToTheLimit() throws Exception {
        try (MockUpstream upstream = MockUpstream.start(MockOptions.defaults().withRecorded(2))) {
            MockClient client = MockClient.of(upstream);
            for (String prompt : new String[] {"one", "two", "three"}) {
                client.post(MockClient.ANTHROPIC + "?beta=true", MockClient.messages(false, prompt), "X-Team", "blue");
            }

            assertThat(upstream.requests()).hasSize(2);
            RecordedRequest last = upstream.lastRequest().orElseThrow();
            assertThat(last.uri()).isEqualTo("/v1/messages?beta=true");
            assertThat(last.header("x-team")).hasValue("blue");
            assertThat(last.text()).contains("three");
            assertThat(client.get("/mock/requests").body()).contains("\"two\"").doesNotContain("\"one\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer right, 200",
        "x-api-key, right, 200",
        "x-goog-api-key, right, 200",
        "x-api-key, wrong, 401",
        "x-none, right, 401"
    })
    void theRequiredKeyIsTakenInEveryForm(String header, String value, int status) throws Exception {
        try (MockUpstream upstream = MockUpstream.start(MockOptions.defaults().withRequiredKey("right"))) {
            var answer =
                    MockClient.of(upstream).post(MockClient.ANTHROPIC, MockClient.messages(false, "hi"), header, value);

            assertThat(answer.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (MockUpstream upstream = MockUpstream.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port())) {
            String get = "GET /v1/models/%s HTTP/1.1\r\nHost: x\r\n%s\r\n";
            String two = get.formatted("first", "x-mock-latency: 50ms\r\n")
                    + get.formatted("second", "Connection: close\r\n");
            socket.getOutputStream().write(two.getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.indexOf("\"first\"")).isPositive().isLessThan(answers.indexOf("\"second\""));
        }
    }
}
