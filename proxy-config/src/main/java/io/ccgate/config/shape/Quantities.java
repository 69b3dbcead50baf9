package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Durations, sizes and points in time. */
public final class Quantities {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Quantities() {}

    /** {@code "30s"}, {@code "1h30m"}, or a number of milliseconds. */
    public static Type<Duration> duration(Duration min) {
        Map<String, Object> schema = quantity("^([0-9]+(\\.[0-9]+)?(ms|s|m|h|d))+$|\\$\\{(env|file):");
        String least = min.isZero() ? "" : ", at least " + min.toMillis() + " ms";
        String remedy = "write \"30s\", \"5m\", \"1h\", \"7d\" or a number of milliseconds" + least;
        return new Scalar<>("a duration such as \"30s\"" + least, remedy, schema, (node, reading) -> {
            Duration duration = Duration.ofMillis(amount(node, Quantities::millis));
            if (duration.compareTo(min) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new Mismatch();
            }
            return duration;
        });
    }

    /** {@code "32MB"} or a number of bytes; 1 KB is 1024 bytes. */
    public static Type<Long> size(long min) {
        Map<String, Object> schema = quantity("^[0-9]+(\\.[0-9]+)? ?([bB]|[kKmMgG]([iI]?[bB])?)?$|\\$\\{(env|file):");
        String remedy =
                "write \"256KB\", \"32MB\", \"1GB\" or a number of bytes" + (min > 0 ? ", at least " + min : "");
        return new Scalar<>("a size such as \"32MB\"", remedy, schema, (node, reading) -> {
            long bytes = amount(node, Quantities::bytes);
            if (bytes < min) {
                throw new Mismatch();
            }
            return bytes;
        });
    }

    private static Map<String, Object> quantity(String pattern) {
        return Types.ordered("type", List.of("string", "integer"), "minimum", 0, "pattern", pattern);
    }

    /** The factor of a unit. */
    private interface Units {
        BigDecimal factor(String unit) throws Mismatch;
    }

    /** A bare number, or numbers with units one after the other. */
    private static long amount(Node node, Units units) throws Mismatch {
        String written;
        if (node instanceof NumberNode number) {
            written = number.text();
        } else if (node instanceof TextNode text) {
            written = text.value().strip();
        } else {
            throw new Mismatch();
        }
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        do {
            int unit = skip(written, at, true);
            int end = skip(written, unit, false);
            if (unit == at || unit - at > 18) {
                throw new Mismatch();
            }
            try {
                BigDecimal number = new BigDecimal(written.substring(at, unit));
                sum = sum.add(number.multiply(
                        units.factor(written.substring(unit, end).strip())));
            } catch (NumberFormatException e) {
                throw new Mismatch();
            }
            at = end;
        } while (at < written.length());
        if (sum.precision() - sum.scale() > 18) {
            throw new Mismatch();
        }
        return sum.longValue();
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.') == digits) {
            at++;
        }
        return at;
    }

    private static BigDecimal millis(String unit) throws Mismatch {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "", "ms" -> 1L;
                    case "s" -> 1000L;
                    case "m" -> 60_000L;
                    case "h" -> 3_600_000L;
                    case "d" -> 86_400_000L;
                    default -> throw new Mismatch();
                });
    }

    private static BigDecimal bytes(String unit) throws Mismatch {
        return BigDecimal.valueOf(
                switch (unit.toUpperCase(Locale.ROOT)) {
                    case "", "B" -> 1L;
                    case "K", "KB", "KIB" -> 1L << 10;
                    case "M", "MB", "MIB" -> 1L << 20;
                    case "G", "GB", "GIB" -> 1L << 30;
                    default -> throw new Mismatch();
                });
    }

    /** An ISO instant, or a date, which means its start in UTC. */
    public static Type<Instant> instant() {
        String remedy = "write \"2026-12-31\" or \"2026-12-31T18:00:00Z\"";
        return new Scalar<>("an ISO date or instant", remedy, Map.of("type", "string"), (node, reading) -> {
            String text = Types.string(node);
            try {
                return text.length() == "2026-12-31".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new Mismatch();
            }
        });
    }

    public static Type<ZoneId> zone() {
        String remedy = "write \"UTC\" or a name such as \"Asia/Shanghai\"";
        return new Scalar<>("a time zone", remedy, Map.of("type", "string"), (node, reading) -> {
            String text = Types.string(node);
            try {
                return text.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new Mismatch();
            }
        });
    }
}
