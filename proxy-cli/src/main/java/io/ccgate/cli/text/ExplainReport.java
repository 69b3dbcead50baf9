package io.ccgate.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What would become of a request, as the gateway explains it, for people. */
public final class ExplainReport {
    private final JsonNode answer;

    /** @param answer of {@code POST /admin/v1/explain} */
    public ExplainReport(JsonNode answer) {
        this.answer = answer;
    }

    public boolean served() {
        return answer.path("would_be_served").asBoolean();
    }

    public void print(PrintWriter out) {
        out.printf(
                "%s of tenant %s %s%n%n",
                text(answer, "model_asked"), text(answer, "tenant"), served() ? "would be served" : "would be refused");
        for (JsonNode step : answer.path("steps")) {
            out.printf(
                    "  %-4s  %-8s  %s%n",
                    step.path("passes").asBoolean() ? "ok" : "no", text(step, "step"), text(step, "why"));
        }
        if (!answer.path("candidates").isEmpty()) {
            out.printf("%nupstreams%n");
        }
        for (JsonNode candidate : answer.path("candidates")) {
            int place = candidate.path("place").asInt();
            out.printf(
                    "  %-4s  %s as %s: %s",
                    place > 0 ? place + "." : "-",
                    text(candidate, "provider_id"),
                    text(candidate, "model"),
                    text(candidate, "why"));
            if (candidate.has("most_usd")) {
                out.printf(
                        "; at most $%s",
                        candidate.path("most_usd").decimalValue().toPlainString());
            }
            out.println();
        }
        if (!answer.path("limits").isEmpty()) {
            out.printf("%nlimits%n");
        }
        for (JsonNode limit : answer.path("limits")) {
            out.printf(
                    "  %s: %s left of %s (%s used, %s reserved)%n",
                    text(limit, "limit"),
                    number(limit, "left"),
                    number(limit, "most"),
                    number(limit, "used"),
                    number(limit, "reserved"));
        }
    }

    private static String number(JsonNode node, String name) {
        return node.path(name).decimalValue().toPlainString();
    }

    /** Names come from requests of the past, too: nothing in them may steer a terminal. */
    private static String text(JsonNode node, String name) {
        return node.path(name).asText().replaceAll("\\p{Cntrl}", "?");
    }
}
