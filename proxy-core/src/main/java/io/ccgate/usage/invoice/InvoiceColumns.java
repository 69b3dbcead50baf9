package io.ccgate.usage.invoice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which columns of an invoice mean what: named by the caller, or found by the names that providers use.
 *
 * @param model -1 when the invoice has none
 */
record InvoiceColumns(int date, int model, int cost) {
    private static final List<String> DATES = List.of(
            "usage_date_utc", "usage_date", "date", "day", "date_utc", "start_time", "start_time_iso", "timestamp");
    private static final List<String> MODELS = List.of("model", "model_version", "model_name", "line_item", "sku");
    private static final List<String> COSTS =
            List.of("cost_usd", "cost", "amount_usd", "amount_value", "amount", "total_cost", "cost_in_usd", "total");

    static InvoiceColumns find(List<String> header, InvoiceNames names) throws InvoiceError {
        int date = column(header, names.date(), DATES, "--date-column");
        int cost = column(header, names.cost(), COSTS, "--cost-column");
        Optional<String> asked = names.model();
        int model = asked.isPresent() ? column(header, asked, MODELS, "--model-column") : known(header, MODELS);
        return new InvoiceColumns(date, model, cost);
    }

    private static int column(List<String> header, Optional<String> name, List<String> known, String option)
            throws InvoiceError {
        int found = name.isPresent() ? known(header, List.of(name.get())) : known(header, known);
        if (found < 0) {
            String looked = name.map(asked -> "named \"" + asked + '"').orElse("among " + String.join(", ", known));
            throw new InvoiceError("the invoice has no column " + looked + "; it has " + String.join(", ", header)
                    + "; name the right one with " + option);
        }
        return found;
    }

    private static int known(List<String> header, List<String> names) {
        List<String> plain = header.stream().map(InvoiceColumns::plain).toList();
        for (String name : names) {
            int at = plain.indexOf(plain(name));
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** {@code "Cost (USD)"} and {@code cost_usd} are the same. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
