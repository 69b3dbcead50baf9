package io.ccgate.cli.text;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Comma-separated values as RFC 4180 describes them, with line feeds. */
public final class Csv {
    private Csv() {}

    public static void print(PrintWriter out, List<String> values) {
        out.print(values.stream().map(Csv::field).collect(Collectors.joining(",")) + "\n");
    }

    private static String field(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
