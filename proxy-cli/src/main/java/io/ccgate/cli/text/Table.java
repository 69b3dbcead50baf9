package io.ccgate.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for the terminal: columns aligned by what the terminal shows, not by how many chars a text has. */
public final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean footer;

    /** A column and the side its values stand at. */
    public record Column(String title, boolean right) {
        public static Column text(String title) {
            return new Column(title, false);
        }

        public static Column number(String title) {
            return new Column(title, true);
        }
    }

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row with one value for each column. */
    public void row(List<String> values) {
        rows.add(List.copyOf(values));
    }

    /** Adds the last row, which a rule sets apart. */
    public void footer(List<String> values) {
        row(values);
        footer = true;
    }

    /** Prints titles, a rule and the rows. No line ends with spaces. */
    public void print(PrintWriter out) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(columns.get(i).title());
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        line(out, columns.stream().map(Column::title).toList(), widths);
        rule(out, widths);
        for (int i = 0; i < rows.size(); i++) {
            if (footer && i == rows.size() - 1) {
                rule(out, widths);
            }
            line(out, rows.get(i), widths);
        }
    }

    private void line(PrintWriter out, List<String> values, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String value = values.get(i);
            String padding = " ".repeat(widths[i] - DisplayWidth.of(value));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + value : value + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private static void rule(PrintWriter out, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        out.println(line);
    }
}
