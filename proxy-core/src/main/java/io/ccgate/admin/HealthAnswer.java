package io.ccgate.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code GET /health}: alive, as CCGate says it; the details only for the administrator. Pure. */
public final class HealthAnswer {
    private static final int OK = 200;

    /** Always with milliseconds, as CCGate's users parse it. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private HealthAnswer() {}

    /**
     * What everybody may see: {@code {"status":"healthy","timestamp":ISO,"uptime":seconds}} and nothing else.
     *
     * @param uptime since the gateway started; shown in seconds, to the millisecond
     */
    public static Answer open(Instant now, Duration uptime) {
        return new Answer(
                OK,
                "{\"status\":\"healthy\",\"timestamp\":\"" + ISO.format(now) + "\",\"uptime\":" + seconds(uptime)
                        + "}");
    }

    /** What the administrator sees: the same three, then the facts. */
    public static Answer detailed(Instant now, Duration uptime, HealthFacts facts) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", facts.degraded() ? "degraded" : "healthy");
        answer.put("timestamp", ISO.format(now));
        answer.put("uptime", uptime.toMillis() / 1000.0);
        answer.put("version", facts.version());
        ObjectNode config = answer.putObject("config");
        config.put("revision", facts.configRevision());
        config.put("hash", facts.configHash());
        config.put("loadedAt", ISO.format(facts.configLoadedAt()));
        config.put("warnings", facts.configWarnings());
        if (!facts.reloadProblems().isEmpty()) {
            config.put("rejected", facts.reloadProblems().get(0));
            facts.reloadProblems().forEach(config.putArray("errors")::add);
        }
        ObjectNode journal = answer.putObject("journal");
        journal.put("writable", facts.journalProblem().isEmpty());
        journal.put("pending", facts.journalPending());
        facts.journalProblem().ifPresent(problem -> journal.put("problem", problem));
        answer.put("activeRequests", facts.activeRequests());
        ArrayNode upstreams = answer.putArray("upstreams");
        for (HealthFacts.Upstream upstream : facts.upstreams()) {
            ObjectNode node = upstreams.addObject();
            node.put("id", upstream.id());
            node.put("enabled", upstream.enabled());
            node.put("healthy", upstream.healthy());
            node.put("inFlight", upstream.inFlight());
            node.put("failures", upstream.failures());
            upstream.outUntil().ifPresent(until -> node.put("outUntil", ISO.format(until)));
        }
        return new Answer(OK, answer.toString());
    }

    private static String seconds(Duration uptime) {
        long millis = uptime.toMillis();
        String rest = Long.toString(1000 + millis % 1000).substring(1);
        return millis / 1000 + "." + rest;
    }
}
