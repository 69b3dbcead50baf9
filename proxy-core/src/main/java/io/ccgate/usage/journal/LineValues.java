package io.ccgate.usage.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.ccgate.usage.ledger.Amounts;
import io.ccgate.usage.ledger.Booked;
import io.ccgate.usage.ledger.CacheMoney;
import io.ccgate.usage.price.Money;
import io.ccgate.usage.scan.ValueSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The values of the line being read. */
final class LineValues implements ValueSink {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MICRO_DIGITS = 6;
    /** Digits that surely fit a long. */
    private static final int SAFE_DIGITS = 18;

    private static final int BAD_REQUEST = 400;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] numbers = new long[LineReader.FIELDS];
    private final String[] texts = new String[LineReader.BILLABLE];
    private final Names names = new Names();
    private final AsideValues aside = new AsideValues();
    private long timestamp = NONE;
    private boolean failed;
    private boolean free;
    private boolean switched;
    private boolean correction;

    LineValues() {
        clear();
    }

    void clear() {
        Arrays.fill(numbers, 0);
        Arrays.fill(texts, "");
        timestamp = NONE;
        failed = false;
        free = false;
        switched = false;
        correction = false;
        aside.clear();
    }

    @Override
    public void begun(int field) {
        if (field == LineReader.ATTEMPT) {
            aside.next();
        }
    }

    @Override
    public void scalar(int field, byte[] token, int length) {
        if (field >= LineReader.SWITCHED_FROM) {
            return;
        }
        if (field > LineReader.ATTEMPT) {
            attempt(field - LineReader.ATTEMPT_FIELDS, token, length);
        } else if (field == LineReader.BILLABLE) {
            free = token[0] == 'f';
        } else if (field >= LineReader.INPUT) {
            boolean cost = field >= LineReader.INPUT_COST && field <= LineReader.TOTAL_COST;
            boolean cache = field >= LineReader.CACHE_SAVED && field <= LineReader.SWITCH_COST;
            if (field < LineReader.FIELDS) {
                numbers[field] = cost || cache ? signed(token, length) : decimal(token, 0, length, 0);
            }
        }
    }

    @Override
    public boolean text(int field, byte[] token, int length, long total) {
        switch (field) {
            case LineReader.TIMESTAMP -> timestamp = instant(token, length);
            case LineReader.ATTEMPT_FIELDS + AsideValues.UPSTREAM -> aside.upstream(names.of(token, length));
            case LineReader.ERROR_TYPE -> failed = length > 0;
            case LineReader.SWITCHED_FROM -> switched = length > 0;
            case LineReader.CORRECTS -> correction = length > 0;
            case LineReader.MODEL, LineReader.UPSTREAM, LineReader.AGENT, LineReader.SESSION, LineReader.SUBAGENT ->
                texts[field] = names.of(token, length);
            default -> {}
        }
        return true;
    }

    /** Whether this is a usage record at all: only its time is indispensable. */
    boolean complete() {
        return timestamp != NONE;
    }

    long number(int field) {
        return numbers[field];
    }

    private void attempt(int field, byte[] token, int length) {
        if (field == AsideValues.ASIDE) {
            if (token[0] == 't') {
                aside.aside();
            }
        } else if (field >= AsideValues.INPUT) {
            aside.number(field, decimal(token, 0, length, field >= AsideValues.INPUT_COST ? MICRO_DIGITS : 0));
        }
    }

    /** The request at the upstream that served it, then what other attempts of it used elsewhere. */
    void records(Consumer<Booked> to) {
        aside.next();
        Booked whole = whole();
        Booked served = whole;
        List<Booked> others = aside.of(whole);
        for (Booked other : others) {
            served = served.without(other);
        }
        to.accept(served);
        others.forEach(to);
    }

    private Booked whole() {
        Amounts amounts = new Amounts(
                numbers[LineReader.INPUT],
                numbers[LineReader.OUTPUT],
                numbers[LineReader.CACHE_CREATION],
                numbers[LineReader.CACHE_READ],
                cost(LineReader.INPUT_COST),
                cost(LineReader.OUTPUT_COST),
                cost(LineReader.CACHE_CREATION_COST),
                cost(LineReader.CACHE_READ_COST),
                cost(LineReader.TOTAL_COST));
        boolean error = !correction && (failed || numbers[LineReader.STATUS] >= BAD_REQUEST);
        return new Booked(
                timestamp,
                texts[LineReader.MODEL],
                texts[LineReader.UPSTREAM],
                texts[LineReader.AGENT],
                texts[LineReader.SESSION],
                texts[LineReader.SUBAGENT],
                amounts,
                numbers[LineReader.DURATION],
                error,
                Booked.counts(!free && !correction, error, amounts.tokens()),
                correction ? 0 : 1,
                cache(),
                correction);
    }

    /** Only corrections take something back. */
    private long cost(int field) {
        return correction ? numbers[field] : Math.max(0, numbers[field]);
    }

    private CacheMoney cache() {
        long saved = numbers[LineReader.CACHE_SAVED];
        long premium = numbers[LineReader.CACHE_PREMIUM];
        long unread = numbers[LineReader.CACHE_UNREAD];
        return saved == 0 && premium == 0 && unread == 0 && !switched
                ? CacheMoney.NONE
                : new CacheMoney(saved, premium, unread, switched ? 1 : 0, numbers[LineReader.SWITCH_COST]);
    }

    /** Dollars to micro-dollars. */
    private static long signed(byte[] token, int length) {
        return length > 0 && token[0] == '-'
                ? -decimal(token, 1, length, MICRO_DIGITS)
                : decimal(token, 0, length, MICRO_DIGITS);
    }

    /** A number times 10 to the {@code digits}, rounded half up; 0 for what is no number or negative. */
    private static long decimal(byte[] token, int from, int length, int digits) {
        long value = 0;
        int at = from;
        while (at < length && at < SAFE_DIGITS - MICRO_DIGITS && isDigit(token[at])) {
            value = value * 10 + (token[at++] - '0');
        }
        int fraction = 0;
        if (at < length && token[at] == '.' && at > from) {
            at++;
            while (at < length && fraction < digits && isDigit(token[at])) {
                value = value * 10 + (token[at++] - '0');
                fraction++;
            }
        }
        if (at < length) {
            return slowDecimal(new String(token, from, length - from, StandardCharsets.US_ASCII), digits);
        }
        for (; fraction < digits; fraction++) {
            value *= 10;
        }
        return value;
    }

    /** Exponents and long fractions, as JavaScript writes small sums. */
    private static long slowDecimal(String text, int digits) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() <= 0 || value.precision() - value.scale() > SAFE_DIGITS) {
                return 0;
            }
            return digits == 0 ? value.setScale(0, RoundingMode.HALF_UP).longValue() : Money.micros(value);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /** {@code 2026-11-22T15:41:51.123Z} to epoch milliseconds; {@link #NONE} for anything else. */
    private static long instant(byte[] token, int length) {
        if (length < 20 || token[4] != '-' || token[10] != 'T' || token[length - 1] != 'Z') {
            return NONE;
        }
        int year = number(token, 0, 4);
        int month = number(token, 5, 7);
        int day = number(token, 8, 10);
        int hour = number(token, 11, 13);
        int minute = number(token, 14, 16);
        int second = number(token, 17, 19);
        int milli = length == 24 ? number(token, 20, 23) : 0;
        if ((year | month | day | hour | minute | second | milli) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > 31) {
            return NONE;
        }
        long days = LocalDate.of(year, month, 1).toEpochDay() + day - 1;
        return ((days * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + milli;
    }

    private static int number(byte[] token, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(token[i])) {
                return -1;
            }
            value = value * 10 + (token[i] - '0');
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Turns bytes into strings and remembers the last ones, since a day's lines name few models and sessions. */
    private static final class Names {
        private static final int SLOTS = 256;

        private final @Nullable Name[] slots = new Name[SLOTS];

        private static final class Name {
            private final byte[] raw;
            private final String text;

            Name(byte[] raw) {
                this.raw = raw;
                this.text = text(raw);
            }

            boolean is(byte[] token, int length) {
                return Arrays.equals(raw, 0, raw.length, token, 0, length);
            }
        }

        String of(byte[] token, int length) {
            int hash = length;
            for (int i = 0; i < length; i++) {
                hash = hash * 31 + token[i];
            }
            int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
            Name known = slots[slot];
            if (known != null && known.is(token, length)) {
                return known.text;
            }
            Name name = new Name(Arrays.copyOf(token, length));
            slots[slot] = name;
            return name.text;
        }

        private static String text(byte[] raw) {
            String text = new String(raw, StandardCharsets.UTF_8);
            if (text.indexOf('\\') < 0) {
                return text;
            }
            try (JsonParser parser = JSON.createParser('"' + text + '"')) {
                parser.nextToken();
                return parser.getText();
            } catch (IOException brokenEscape) {
                return text;
            }
        }
    }
}
