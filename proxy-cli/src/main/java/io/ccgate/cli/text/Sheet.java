package io.ccgate.cli.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;

/** Named columns of texts and numbers, for the reports whose three forms hold the same. */
final class Sheet {
    private final List<Column> columns;

    /** @param name in CSV and JSON */
    record Column(String name, String title, boolean number) {}

    /** A value for machines and the same for people. */
    record Cell(Object value, String shown) {
        static Cell text(String text) {
            return new Cell(text, text);
        }

        static Cell count(long count) {
            return new Cell(BigDecimal.valueOf(count), Figures.grouped(count));
        }

        static Cell dollars(BigDecimal dollars) {
            return new Cell(Figures.exact(dollars), Figures.dollars(dollars));
        }

        static Cell pico(long pico) {
            return dollars(Figures.exactOfPico(pico));
        }

        String plain() {
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }
    }

    Sheet(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void table(PrintWriter out, List<List<Cell>> rows, List<Cell> total) {
        Table table = new Table(columns.stream()
                .map(column -> new Table.Column(column.title(), column.number()))
                .toList());
        rows.forEach(row -> table.row(row.stream().map(Cell::shown).toList()));
        if (!total.isEmpty()) {
            table.footer(total.stream().map(Cell::shown).toList());
        }
        table.print(out);
    }

    void csv(PrintWriter out, List<List<Cell>> rows) {
        Csv.print(out, columns.stream().map(Column::name).toList());
        rows.forEach(row -> Csv.print(out, row.stream().map(Cell::plain).toList()));
    }

    /** {@code {"rows": [{…}], "total": {…}}}, with what {@code head} writes first. */
    void json(PrintWriter out, Head head, List<List<Cell>> rows, List<Cell> total) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            head.write(json);
            json.writeArrayFieldStart("rows");
            for (List<Cell> row : rows) {
                object(json, row);
            }
            json.writeEndArray();
            if (!total.isEmpty()) {
                json.writeFieldName("total");
                object(json, total);
            }
            json.writeEndObject();
        }
        out.println(text);
    }

    /** Members before the rows. */
    interface Head {
        void write(JsonGenerator json) throws IOException;
    }

    private void object(JsonGenerator json, List<Cell> row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            if (row.get(i).value() instanceof BigDecimal) {
                json.writeNumber(row.get(i).plain());
            } else {
                json.writeString(row.get(i).plain());
            }
        }
        json.writeEndObject();
    }
}
