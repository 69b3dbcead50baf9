package io.ccgate.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** Asks a gateway as tenants and its administrator do. */
final class Clients {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;

    Clients(URI gateway) {
        this.gateway = gateway;
    }

    private HttpRequest message(String key, boolean stream, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"claude-demo\",\"max_tokens\":1000,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                                .formatted(stream)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** Status of a request with that key. */
    int ask(String key, String... headers) {
        return send(message(key, false, headers)).statusCode();
    }

    /** Status of a request with the usual key. */
    int ask() {
        return ask(TestGateway.KEY);
    }

    /** A stream whose head has come; its lines as they come. */
    Stream<String> stream(String... headers) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(message(TestGateway.KEY, true, headers), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new AssertionError("status " + answer.statusCode());
        }
        return answer.body();
    }

    /** What the administrator sees. */
    JsonNode health() {
        String login = Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/health"))
                .header("authorization", "Basic " + login)
                .build();
        try {
            return new ObjectMapper().readTree(send(request).body());
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    int revision() {
        return health().at("/config/revision").asInt();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError("a request failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
