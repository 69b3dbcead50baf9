package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.config.check.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Holds the parameters of a request against those its route describes, before the handler sees them: a misspelt
 * {@code before_timestamp} must not delete everything. Pure.
 */
final class QueryCheck {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private QueryCheck() {}

    /** @throws AdminProblem naming the first parameter that is unknown, given twice, unreadable or no value of its kind */
    static void check(AdminRoute route, String query) {
        List<String> known =
                route.query().stream().map(AdminRoute.Parameter::name).toList();
        for (Percent.Pair pair : Percent.pairs(query)) {
            String name = pair.name();
            Optional<AdminRoute.Parameter> parameter = route.query().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst();
            if (parameter.isEmpty()) {
                throw AdminProblem.invalid(name, "unknown parameter", remedy(name, known));
            }
            if (!pair.value().isEmpty()) {
                check(name, pair.value(), parameter.get().schema().json());
            }
        }
    }

    private static String remedy(String name, List<String> known) {
        if (known.isEmpty()) {
            return "leave it out: this call takes none";
        }
        return Nearest.to(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("known here: " + String.join(", ", known));
    }

    private static void check(String name, String value, JsonNode schema) {
        if (schema.has("enum")) {
            for (JsonNode choice : schema.path("enum")) {
                if (choice.asText().equals(value)) {
                    return;
                }
            }
            throw AdminProblem.invalid(name, "unknown choice", "use one of " + choices(schema));
        }
        if (schema.path("type").asText().equals("integer") && !isWhole(value, schema)) {
            String range = schema.has("minimum")
                    ? "from " + schema.path("minimum") + " to " + schema.path("maximum")
                    : "without a fraction";
            throw AdminProblem.invalid(name, "not a number in range", "send a whole number " + range);
        }
        if (schema.path("type").asText().equals("boolean")
                && !List.of("true", "false", "1", "0").contains(value)) {
            throw AdminProblem.invalid(name, "neither true nor false", "send true or false");
        }
        if (schema.path("format").asText().equals("date") && !isDay(value)) {
            throw AdminProblem.invalid(name, "not a date", "send a day such as 2026-01-31");
        }
        if (value.indexOf('\0') >= 0) {
            throw AdminProblem.invalid(name, "holds a NUL character", "leave it out");
        }
    }

    private static String choices(JsonNode schema) {
        StringBuilder all = new StringBuilder();
        schema.path("enum")
                .forEach(choice -> all.append(all.isEmpty() ? "" : ", ").append(choice.asText()));
        return all.toString();
    }

    private static boolean isWhole(String value, JsonNode schema) {
        try {
            long number = Long.parseLong(value);
            return !schema.has("minimum")
                    || (number >= schema.path("minimum").asLong()
                            && number <= schema.path("maximum").asLong());
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** Not what arithmetic with days would overflow on. */
    private static boolean isDay(String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            return year >= FIRST_YEAR && year <= LAST_YEAR;
        } catch (DateTimeException malformed) {
            return false;
        }
    }
}
