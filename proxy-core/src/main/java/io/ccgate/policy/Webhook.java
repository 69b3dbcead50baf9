package io.ccgate.policy;

import io.ccgate.config.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends small JSON messages to a URL of the operator's, on a thread of its own that exists only while there is something to send.
 * What cannot be sent in a few tries, or comes while too much waits, is dropped with a line in the log: nothing else waits for it.
 * The URL may be a credential, so no log ever shows more than its host.
 */
final class Webhook implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Webhook.class);

    private static final int MOST_WAITING = 256;
    private static final int TRIES = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 1_000;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Webhook::thread);
    private @Nullable HttpClient client;

    Webhook() {
        sender.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ccgate-webhook");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns at once. */
    void post(Secret url, String json) {
        try {
            sender.execute(() -> send(URI.create(url.reveal()), json));
        } catch (RejectedExecutionException full) {
            log.warn("A warning is not sent to the webhook: too many wait already");
        }
    }

    private void send(URI url, String json) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        String problem = "";
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                if (attempt > 0) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS << attempt);
                }
                problem = tryOnce(request);
                if (problem.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            problem = "the gateway stops";
        }
        log.warn("A warning could not be sent to the webhook at {}: {}", url.getHost(), problem);
    }

    /** Returns what went wrong and may go better next time; empty when it was taken, or refused for good. */
    private String tryOnce(HttpRequest request) throws InterruptedException {
        try {
            int status = client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= SERVER_ERROR || status == TOO_MANY) {
                return "status " + status;
            }
            if (status >= 300) {
                log.warn(
                        "The webhook at {} refused a warning with status {}",
                        request.uri().getHost(),
                        status);
            }
            return "";
        } catch (IOException unreachable) {
            return unreachable.getClass().getSimpleName();
        }
    }

    /** Made by the first message, on the sender's thread. */
    private HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
