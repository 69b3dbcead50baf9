package io.ccgate.durability;

import io.ccgate.fixture.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clients that ask again as soon as they have an answer, until they are stopped or the gateway is gone. */
final class Load implements AutoCloseable {
    static final int CLIENTS = 6;

    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopping;

    /**
     * A request whose whole answer its client has.
     *
     * @param began {@link System#nanoTime()} before it was sent
     * @param ended {@link System#nanoTime()} after its last byte came
     */
    record Answered(String id, long began, long ended) {}

    Load(URI url) {
        this.url = url;
        for (int i = 0; i < CLIENTS; i++) {
            boolean stream = i % 2 == 1;
            Thread client = new Thread(() -> ask(stream), "load-" + i);
            clients.add(client);
            client.start();
        }
    }

    private void ask(boolean stream) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/messages"))
                .header("authorization", "Bearer " + TestGateway.KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"claude-demo\",\"max_tokens\":100,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                                .formatted(stream)))
                .build();
        try {
            while (!stopping) {
                long began = System.nanoTime();
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    String id =
                            answer.headers().firstValue("x-ccgate-request-id").orElse("");
                    answered.add(new Answered(id, began, System.nanoTime()));
                    answers.release();
                } else {
                    surprises.add(answer.statusCode() + " " + answer.body());
                }
            }
        } catch (IOException gone) {
            // The gateway was killed in the middle of an answer, as it was meant to be.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for so many further answers; false when they do not come in time. */
    boolean await(int count, Duration limit) {
        try {
            return answers.tryAcquire(count, limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What came so far, in no order. */
    List<Answered> answered() {
        return List.copyOf(answered);
    }

    /** Answers with another status than 200. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Lets each client have the answer it waits for, then ends them. */
    @Override
    public void close() {
        stopping = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
