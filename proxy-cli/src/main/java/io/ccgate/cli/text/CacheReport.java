package io.ccgate.cli.text;

import io.ccgate.cli.port.UsageReader.Answer;
import io.ccgate.cli.port.UsageReader.Question;
import io.ccgate.cli.port.UsageReader.Row;
import io.ccgate.cli.text.Sheet.Cell;
import io.ccgate.cli.text.Sheet.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;

/** What caching was worth, as a table, as JSON and as CSV. */
public final class CacheReport implements Report {
    private final Question question;
    private final List<Row> rows;
    private final Row total;
    private final Sheet sheet;

    public CacheReport(Question question, Answer answer) {
        this.question = question;
        this.rows = answer.rows();
        this.total = answer.total();
        String by = question.by().toString();
        this.sheet = new Sheet(List.of(
                new Column(by, by, false),
                new Column("requests", "requests", true),
                new Column("hitRate", "hit %", true),
                new Column("cacheRead", "cache read", true),
                new Column("cacheWrite", "cache write", true),
                new Column("savedUSD", "saved USD", true),
                new Column("premiumUSD", "premium USD", true),
                new Column("lostUSD", "lost USD", true),
                new Column("netUSD", "net USD", true),
                new Column("switches", "switches", true),
                new Column("switchUSD", "switch USD", true)));
    }

    @Override
    public void printTable(PrintWriter out) {
        if (rows.isEmpty()) {
            out.println("Nothing was used from " + question.from() + " to " + question.to()
                    + question.tenant().map(tenant -> " by " + tenant).orElse("") + ".");
            return;
        }
        sheet.table(out, rows.stream().map(CacheReport::cells).toList(), cells(total));
    }

    @Override
    public void printCsv(PrintWriter out) {
        sheet.csv(out, rows.stream().map(CacheReport::cells).toList());
    }

    @Override
    public void printJson(PrintWriter out) throws IOException {
        sheet.json(
                out,
                json -> {
                    json.writeStringField("from", question.from().toString());
                    json.writeStringField("to", question.to().toString());
                },
                rows.stream().map(CacheReport::cells).toList(),
                cells(total));
    }

    private static List<Cell> cells(Row row) {
        long input = row.input() + row.cacheCreation() + row.cacheRead();
        String hits = Figures.percent(BigDecimal.valueOf(row.cacheRead()), BigDecimal.valueOf(input));
        return List.of(
                Cell.text(row.group()),
                Cell.count(row.requests()),
                hits.equals("-") ? new Cell(BigDecimal.ZERO, hits) : new Cell(new BigDecimal(hits), hits),
                Cell.count(row.cacheRead()),
                Cell.count(row.cacheCreation()),
                Cell.pico(row.cache().savedPico()),
                Cell.pico(row.cache().premiumPico()),
                Cell.pico(row.cache().lostPico()),
                Cell.pico(row.cache().savedPico() - row.cache().premiumPico()),
                Cell.count(row.cache().switches()),
                Cell.pico(row.cache().switchPico()));
    }
}
