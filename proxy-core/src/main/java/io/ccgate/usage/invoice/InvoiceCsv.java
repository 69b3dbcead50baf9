package io.ccgate.usage.invoice;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** An invoice as comma-, semicolon- or tab-separated values with a header (RFC 4180). */
public final class InvoiceCsv {
    private static final int DATE_LENGTH = "2026-01-31".length();

    private InvoiceCsv() {}

    /** Every line with an amount. */
    public static List<InvoiceLine> read(Path file, InvoiceNames names) throws IOException, InvoiceError {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<List<String>> rows = rows(text.startsWith("\ufeff") ? text.substring(1) : text);
        if (rows.isEmpty()) {
            throw new InvoiceError("the invoice is empty; it must begin with a line of column names");
        }
        InvoiceColumns columns = InvoiceColumns.find(rows.get(0), names);
        List<InvoiceLine> lines = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (row.size() != rows.get(0).size()) {
                throw new InvoiceError("row " + (i + 1) + " of the invoice has " + row.size() + " columns, its header "
                        + rows.get(0).size());
            }
            String model = columns.model() < 0 ? "" : row.get(columns.model());
            lines.add(new InvoiceLine(
                    date(row.get(columns.date()), i + 1), model, dollars(row.get(columns.cost()), i + 1)));
        }
        return lines;
    }

    private static LocalDate date(String value, int row) throws InvoiceError {
        String text = value.trim();
        try {
            if (text.length() == DATE_LENGTH && text.indexOf('-') > 0) {
                return LocalDate.parse(text);
            }
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                return LocalDate.ofInstant(Instant.ofEpochSecond(Long.parseLong(text)), ZoneOffset.UTC);
            }
            return LocalDate.ofInstant(
                    OffsetDateTime.parse(text.replace(' ', 'T')).toInstant(), ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvoiceError("row " + row + " of the invoice: \"" + text
                    + "\" is no date such as 2026-01-31, 2026-01-31T00:00:00Z or seconds since 1970");
        }
    }

    private static BigDecimal dollars(String value, int row) throws InvoiceError {
        String text = value.trim().replace("$", "").replace(",", "");
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new InvoiceError("row " + row + " of the invoice: \"" + value.trim()
                    + "\" is no amount in US dollars such as 12.34");
        }
    }

    private static List<List<String>> rows(String text) throws InvoiceError {
        char separator = separator(text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    field.append(c);
                }
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == separator || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) {
            throw new InvoiceError("the invoice ends within quotes that begin in row " + (rows.size() + 1));
        }
        if (!field.isEmpty() || !row.isEmpty()) {
            row.add(field.toString());
            rows.add(row);
        }
        return rows;
    }

    /** Whatever the header has most of. */
    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char c) {
        return text.chars().filter(other -> other == c).count();
    }
}
