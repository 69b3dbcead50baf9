package io.ccgate.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.cli.port.UsageReader.Answer;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.port.UsageReader.Row;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Usage as a table for eyes, as JSON and as CSV. Money is exact in the latter two, and in dollars everywhere. */
public final class UsageReport implements Report {
    private static final int PICO = 12;
    private static final int TABLE_DECIMALS = 4;
    private static final List<String> COLUMNS =
            List.of("requests", "errors", "input", "output", "cacheWrite", "cacheRead", "costUSD", "avgMs");

    private final Question question;
    private final List<Row> rows;
    private final Row total;

    public UsageReport(Question question, Answer answer) {
        this.question = question;
        this.rows = answer.rows();
        this.total = answer.total();
    }

    @Override
    public void printTable(PrintWriter out) {
        if (rows.isEmpty()) {
            out.println("Nothing was used from " + question.from() + " to " + question.to()
                    + question.tenant().map(tenant -> " by " + tenant).orElse("") + ".");
            return;
        }
        Table table = new Table(List.of(
                Table.Column.text(question.by().toString()),
                Table.Column.number("requests"),
                Table.Column.number("errors"),
                Table.Column.number("input"),
                Table.Column.number("output"),
                Table.Column.number("cache write"),
                Table.Column.number("cache read"),
                Table.Column.number("cost USD"),
                Table.Column.number("avg ms")));
        rows.forEach(row -> table.row(cells(row)));
        table.footer(cells(total));
        table.print(out);
        if (total.corrections() > 0) {
            out.println(grouped(total.corrections()) + " corrections are part of it: $"
                    + Figures.dollarsOfPico(total.correctedPico()));
        }
    }

    @Override
    public void printCsv(PrintWriter out) {
        Csv.print(out, concat(question.by().toString(), COLUMNS));
        for (Row row : rows) {
            Csv.print(
                    out,
                    List.of(
                            row.group(),
                            Long.toString(row.requests()),
                            Long.toString(row.errors()),
                            Long.toString(row.input()),
                            Long.toString(row.output()),
                            Long.toString(row.cacheCreation()),
                            Long.toString(row.cacheRead()),
                            dollars(row).toPlainString(),
                            Long.toString(average(row))));
        }
    }

    @Override
    public void printJson(PrintWriter out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("from", question.from().toString());
            json.writeStringField("to", question.to().toString());
            if (question.tenant().isPresent()) {
                json.writeStringField("tenant", question.tenant().get());
            }
            json.writeStringField("by", question.by().toString());
            json.writeArrayFieldStart("rows");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField(question.by().toString(), row.group());
                numbers(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("total");
            numbers(json, total);
            json.writeEndObject();
            json.writeEndObject();
        }
        out.println(text);
    }

    private static void numbers(JsonGenerator json, Row row) throws IOException {
        json.writeNumberField("requests", row.requests());
        json.writeNumberField("errors", row.errors());
        json.writeNumberField("input", row.input());
        json.writeNumberField("output", row.output());
        json.writeNumberField("cacheWrite", row.cacheCreation());
        json.writeNumberField("cacheRead", row.cacheRead());
        json.writeFieldName("costUSD");
        json.writeNumber(dollars(row).toPlainString());
        json.writeNumberField("avgMs", average(row));
        if (row.corrections() > 0) {
            json.writeNumberField("corrections", row.corrections());
            json.writeFieldName("correctedUSD");
            json.writeNumber(Figures.exactOfPico(row.correctedPico()).toPlainString());
        }
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.group(),
                grouped(row.requests()),
                grouped(row.errors()),
                grouped(row.input()),
                grouped(row.output()),
                grouped(row.cacheCreation()),
                grouped(row.cacheRead()),
                String.format(
                        Locale.ROOT,
                        "%,.4f",
                        BigDecimal.valueOf(row.costPico(), PICO).setScale(TABLE_DECIMALS, RoundingMode.HALF_UP)),
                grouped(average(row)));
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static long average(Row row) {
        return row.requests() == 0 ? 0 : Math.round(row.durationMillis() / (double) row.requests());
    }

    private static BigDecimal dollars(Row row) {
        BigDecimal exact = BigDecimal.valueOf(row.costPico(), PICO).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static List<String> concat(String first, List<String> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }
}
