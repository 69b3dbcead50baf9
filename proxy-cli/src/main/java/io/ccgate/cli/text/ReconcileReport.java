package io.ccgate.cli.text;

import io.ccgate.cli.port.BookKeeper.Difference;
import io.ccgate.cli.text.Sheet.Cell;
import io.ccgate.cli.text.Sheet.Column;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;

/**
 * An invoice beside the books.
 *
 * @param all whether days and models that agree are shown too
 */
public record ReconcileReport(List<Difference> differences, boolean all) implements Report {
    private static final Sheet SHEET = new Sheet(List.of(
            new Column("day", "day", false),
            new Column("model", "model", false),
            new Column("invoiceUSD", "invoice USD", true),
            new Column("booksUSD", "books USD", true),
            new Column("differenceUSD", "difference USD", true),
            new Column("percent", "%", true),
            new Column("verdict", "", false)));

    @Override
    public void printTable(PrintWriter out) {
        List<Difference> shown = shown();
        if (!shown.isEmpty()) {
            SHEET.table(out, shown.stream().map(ReconcileReport::row).toList(), total());
        }
        long agree = differences.stream().filter(Difference::tolerated).count();
        out.println(Figures.grouped(agree) + " of " + Figures.grouped(differences.size())
                + " amounts agree within the tolerance; in total the books hold $"
                + Figures.dollars(books()) + ", the invoice $" + Figures.dollars(invoice()) + ".");
    }

    @Override
    public void printCsv(PrintWriter out) {
        SHEET.csv(out, shown().stream().map(ReconcileReport::row).toList());
    }

    @Override
    public void printJson(PrintWriter out) throws IOException {
        boolean agree = differences.stream().allMatch(Difference::tolerated);
        SHEET.json(
                out,
                json -> json.writeBooleanField("agree", agree),
                shown().stream().map(ReconcileReport::row).toList(),
                total());
    }

    private List<Difference> shown() {
        return differences.stream()
                .filter(difference -> all || !difference.tolerated())
                .toList();
    }

    private BigDecimal invoice() {
        return differences.stream().map(Difference::invoice).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal books() {
        return differences.stream().map(Difference::books).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Cell> total() {
        return amounts("total", "", invoice(), books(), "");
    }

    private static List<Cell> row(Difference difference) {
        String verdict = difference.tolerated()
                ? "ok"
                : difference.invoice().signum() == 0
                        ? "not on the invoice"
                        : difference.books().signum() == 0 ? "not in the books" : "differs";
        return amounts(
                difference.day().toString(), difference.model(), difference.invoice(), difference.books(), verdict);
    }

    private static List<Cell> amounts(String day, String model, BigDecimal invoice, BigDecimal books, String verdict) {
        BigDecimal difference = books.subtract(invoice);
        return List.of(
                Cell.text(day),
                Cell.text(model),
                Cell.dollars(invoice),
                Cell.dollars(books),
                Cell.dollars(difference),
                Cell.text(Figures.percent(difference, invoice)),
                Cell.text(verdict));
    }
}
