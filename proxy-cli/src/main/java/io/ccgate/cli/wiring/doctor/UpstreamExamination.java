package io.ccgate.cli.wiring.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.cli.port.Doctor.Check;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.relay.UpstreamProbe;
import io.ccgate.relay.UpstreamProbe.Question;
import io.ccgate.relay.UpstreamProbe.Result;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One upstream, asked for what costs nothing: its list of models and, of Anthropic's protocol, a count of tokens. */
final class UpstreamExamination {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_SUCH_BETA = "ccgate-doctor-1970-01-01";
    private static final String KEY_REMEDY = "check the upstream's key, and the header that carries it (auth)";

    private final UpstreamConfig upstream;
    private final UpstreamProbe probe;
    private final InstantSource clock;
    private final Checks checks;
    private Optional<Duration> ahead = Optional.empty();

    UpstreamExamination(UpstreamConfig upstream, UpstreamProbe probe, InstantSource clock) {
        this.upstream = upstream;
        this.probe = probe;
        this.clock = clock;
        this.checks = new Checks("upstream " + upstream.id());
    }

    /**
     * What was found.
     *
     * @param ahead how far the upstream's clock is ahead of ours, if it told
     */
    record Examined(List<Check> checks, Optional<Duration> ahead) {}

    /** Completes within a minute. */
    CompletableFuture<Examined> examine() {
        if (!upstream.enabled()) {
            checks.notChecked("all", "it is switched off", "");
            return CompletableFuture.completedFuture(new Examined(checks.list(), ahead));
        }
        return probe.ask(upstream, Question.models(upstream.protocol(), true))
                .thenCompose(this::models)
                .thenApply(done -> {
                    if (done) {
                        checks.notChecked(
                                "streaming unbuffered",
                                "would cost: only a billed answer streams",
                                "send one request, then look at its time to first token in the console");
                    }
                    return new Examined(checks.list(), ahead);
                })
                .toCompletableFuture();
    }

    /** @return whether it makes sense to look further */
    private CompletionStage<Boolean> models(Result result) {
        if (result.status() == 0) {
            unreachable(result);
            return CompletableFuture.completedFuture(false);
        }
        readClock(result.date());
        checks.ok("reachable", "it answered in " + result.millis() + " ms");
        tls();
        boolean takesKey = key(result.status());
        if (!takesKey || upstream.protocol() != Protocol.ANTHROPIC) {
            return CompletableFuture.completedFuture(takesKey);
        }
        String model = model(result.body());
        return count(model, "token-counting-2024-11-01").thenCompose(counted -> {
            count(counted);
            if (!isGood(counted.status())) {
                checks.notChecked("betas kept", "only a token count would tell without cost", "");
                return CompletableFuture.completedFuture(true);
            }
            return count(model, NO_SUCH_BETA).thenApply(this::betas);
        });
    }

    private void unreachable(Result result) {
        URI url = upstream.url();
        boolean certificate =
                result.failure().contains("certificate") || result.failure().contains("TLS");
        String remedy = certificate
                ? "correct the host in url, or renew the certificate; for an own authority, add it to Java's trust"
                        + " store (-Djavax.net.ssl.trustStore=FILE in CCGATE_JAVA_OPTS)"
                : result.failure().contains("proxy")
                        ? "check forwardProxy of this upstream"
                        : "check url, the network, DNS and firewall; a proxy is named with forwardProxy";
        checks.problem(certificate ? "TLS" : "reachable", url.getHost() + ": " + result.failure(), remedy);
    }

    private void tls() {
        URI url = upstream.url();
        if ("https".equals(url.getScheme())) {
            checks.ok("TLS", "its certificate is trusted");
        } else if (isLoopback(url.getHost())) {
            checks.ok("TLS", "none, on this machine");
        } else {
            checks.warning("TLS", "none: key and prompts cross the network in the clear", "use https in url");
        }
    }

    /** By its spelling alone: a name that would have to be resolved is not this machine. */
    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return (host.startsWith("[") || host.matches("[0-9.]+"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @return whether further calls make sense */
    private boolean key(int status) {
        if (isGood(status)) {
            checks.ok("key", "accepted");
        } else if (status == 401 || status == 403) {
            checks.problem("key", "refused (" + status + ")", KEY_REMEDY);
        } else if (status == 404 || status == 405) {
            checks.notChecked("key", "it has no list of models to try the key on", "if requests fail too, check url");
            return true;
        } else if (status == 429) {
            checks.warning("key", "too many requests (429)", "wait, or use another account");
        } else if (status >= 500) {
            checks.warning("key", "the provider has a problem (" + status + ")", "try again later");
        } else {
            checks.warning("key", "it answered " + status + " to GET models", "check url; it may name another place");
        }
        return isGood(status);
    }

    private CompletionStage<Result> count(String model, String beta) {
        String body = "{\"model\":" + JSON.getNodeFactory().textNode(model)
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
        return probe.ask(
                upstream, new Question("/v1/messages/count_tokens", Map.of("anthropic-beta", beta), body, true));
    }

    private void count(Result counted) {
        int status = counted.status();
        if (isGood(status) && counted.body().contains("input_tokens")) {
            checks.ok("count_tokens", "works");
        } else if (status == 401 || status == 403) {
            checks.problem("count_tokens", "the key is refused (" + status + ")", KEY_REMEDY);
        } else {
            checks.warning(
                    "count_tokens",
                    status == 0 ? counted.failure() : "it answered " + status,
                    "agents fall back to guessing how full the context is; prefer an upstream that counts, if that"
                            + " matters");
        }
    }

    /** A beta that does not exist: Anthropic refuses it by name, so whoever does has seen the header. */
    private boolean betas(Result result) {
        if (result.status() == 400 && result.body().contains("anthropic-beta")) {
            checks.ok("betas kept", "anthropic-beta reaches the model's API");
        } else {
            checks.notChecked(
                    "betas kept",
                    "a beta that does not exist was not refused: the header is dropped on the way, or not checked"
                            + " there",
                    "if 1M context or other betas do not work, ask the provider whether it passes anthropic-beta on");
        }
        return true;
    }

    /** One that it serves: from its own list, else one that most serve. */
    private String model(String list) {
        try {
            String first = JSON.readTree(list).at("/data/0/id").asText();
            if (!first.isEmpty()) {
                return first;
            }
        } catch (JsonProcessingException notAList) {
            // Providers without a list often serve the usual names.
        }
        return "claude-haiku-4-5";
    }

    private void readClock(String date) {
        try {
            Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            ahead = Optional.of(Duration.between(clock.instant(), theirs));
        } catch (DateTimeParseException none) {
            // Nothing to compare with; other upstreams may tell.
        }
    }

    private static boolean isGood(int status) {
        return status >= 200 && status < 300;
    }
}
