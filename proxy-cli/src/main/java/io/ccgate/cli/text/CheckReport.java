package io.ccgate.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.cli.port.Doctor.Check;
import io.ccgate.cli.port.Doctor.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What the doctor found, for people and for programs. */
public final class CheckReport {
    private final List<Check> checks;

    public CheckReport(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** How many came out so. */
    public long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    public void printText(PrintWriter out) {
        String area = "";
        for (Check check : checks) {
            if (!check.area().equals(area)) {
                area = check.area();
                out.println(area);
            }
            out.printf("  %-11s  %s: %s%n", check.outcome(), check.name(), check.finding());
            if (!check.remedy().isEmpty()) {
                out.printf("  %-11s  -> %s%n", "", check.remedy());
            }
        }
        out.println();
        out.println(summary());
    }

    private String summary() {
        long problems = count(Outcome.PROBLEM);
        long warnings = count(Outcome.WARNING);
        return problems + warnings == 0
                ? "All is well."
                : problems
                        + (problems == 1 ? " problem, " : " problems, ")
                        + warnings
                        + (warnings == 1 ? " warning" : " warnings");
    }

    public void printJson(PrintWriter out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeBooleanField("ok", count(Outcome.PROBLEM) == 0);
            json.writeNumberField("problems", count(Outcome.PROBLEM));
            json.writeNumberField("warnings", count(Outcome.WARNING));
            json.writeArrayFieldStart("checks");
            for (Check check : checks) {
                json.writeStartObject();
                json.writeStringField("area", check.area());
                json.writeStringField("name", check.name());
                json.writeStringField("outcome", check.outcome().toString());
                json.writeStringField("finding", check.finding());
                json.writeStringField("remedy", check.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println(text);
    }
}
