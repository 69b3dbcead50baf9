package io.ccgate.cli.text;

import io.ccgate.cli.port.BookKeeper.Change;
import io.ccgate.cli.text.Sheet.Cell;
import io.ccgate.cli.text.Sheet.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What new prices change for each tenant.
 *
 * @param written whether the corrections were written
 */
public record RepriceReport(LocalDate from, LocalDate to, List<Change> changes, boolean written) implements Report {
    private static final Sheet SHEET = new Sheet(List.of(
            new Column("tenant", "tenant", false),
            new Column("requests", "requests", true),
            new Column("changed", "changed", true),
            new Column("unpriced", "unpriced", true),
            new Column("beforeUSD", "before USD", true),
            new Column("afterUSD", "after USD", true),
            new Column("differenceUSD", "difference USD", true)));

    @Override
    public void printTable(PrintWriter out) {
        Change total = total();
        if (total.requests() == 0) {
            out.println("There is nothing to price anew from " + from + " to " + to + ".");
            return;
        }
        SHEET.table(out, cells(), row(total));
        if (total.unpriced() > 0) {
            out.println(Figures.grouped(total.unpriced())
                    + " requests have no price now, or several upstreams billed them; they stay as they are.");
        }
        if (written) {
            out.println(Figures.grouped(total.changed()) + " corrections written.");
        } else if (total.changed() > 0) {
            out.println("Nothing was written; --write adds " + Figures.grouped(total.changed()) + " corrections.");
        }
    }

    @Override
    public void printCsv(PrintWriter out) {
        SHEET.csv(out, cells());
    }

    @Override
    public void printJson(PrintWriter out) throws IOException {
        SHEET.json(
                out,
                json -> {
                    json.writeStringField("from", from.toString());
                    json.writeStringField("to", to.toString());
                    json.writeBooleanField("written", written);
                },
                cells(),
                row(total()));
    }

    private List<List<Cell>> cells() {
        return changes.stream().map(RepriceReport::row).toList();
    }

    private Change total() {
        return changes.stream()
                .reduce(
                        new Change("total", 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO),
                        (a, b) -> new Change(
                                a.tenant(),
                                a.requests() + b.requests(),
                                a.changed() + b.changed(),
                                a.unpriced() + b.unpriced(),
                                a.before().add(b.before()),
                                a.after().add(b.after())));
    }

    private static List<Cell> row(Change change) {
        return List.of(
                Cell.text(change.tenant()),
                Cell.count(change.requests()),
                Cell.count(change.changed()),
                Cell.count(change.unpriced()),
                Cell.dollars(change.before()),
                Cell.dollars(change.after()),
                Cell.dollars(change.after().subtract(change.before())));
    }
}
