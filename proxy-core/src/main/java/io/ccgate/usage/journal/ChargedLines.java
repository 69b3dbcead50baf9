package io.ccgate.usage.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ccgate.usage.ServerTools;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.price.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads usage lines whole, for what needs more than {@link LineReader} keeps: pricing anew and comparing with invoices.
 * Lines that are no records are passed over. Slower by far; call it on no event loop.
 */
public final class ChargedLines {
    private static final JsonFactory JSON = new JsonFactory();
    /** Not a name that a line can have. */
    private static final String TOOLS = "serverTools.";

    private static final String SEVERAL_BILLED = "\n";

    private ChargedLines() {}

    /** Reads one day's file; one that does not exist has no lines. */
    public static void read(Path file, Consumer<ChargedLine> action) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, String> members = members(line);
                Instant at = instant(members.getOrDefault("timestamp", ""));
                if (at != null) {
                    action.accept(line(members, at));
                }
            }
        } catch (NoSuchFileException none) {
            return;
        }
    }

    /** Scalars by name; those of objects as {@code object.name}; arrays are left out. Empty when it is no whole object. */
    private static Map<String, String> members(String line) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            object(json, "", members);
            return members;
        } catch (JsonProcessingException garbage) {
            return Map.of();
        } catch (IOException impossible) {
            throw new IllegalStateException("a text is read without I/O", impossible);
        }
    }

    private static void object(JsonParser json, String prefix, Map<String, String> members) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
                object(json, name + '.', members);
            } else if (name.equals("attempts") && value == JsonToken.START_ARRAY) {
                if (severalBilled(json)) {
                    members.put(SEVERAL_BILLED, "true");
                }
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                members.put(name, json.getText());
            }
        }
    }

    private static boolean severalBilled(JsonParser json) throws IOException {
        boolean several = false;
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            several |= json.currentToken() == JsonToken.VALUE_TRUE && "aside".equals(json.currentName());
            if (json.currentToken() == JsonToken.START_ARRAY) {
                json.skipChildren();
            }
        }
        return several;
    }

    private static ChargedLine line(Map<String, String> members, Instant at) {
        long written = number(members, "cacheCreationTokens");
        long hour = Math.min(written, number(members, "cacheCreation1hTokens"));
        TokenUsage tokens = new TokenUsage(
                number(members, "inputTokens"),
                number(members, "outputTokens"),
                written - hour,
                hour,
                number(members, "cacheReadTokens"),
                number(members, "reasoningTokens"),
                serverTools(members),
                text(members, "serviceTier"));
        ChargedAmounts charge = new ChargedAmounts(
                micros(members, "inputCost"),
                micros(members, "outputCost"),
                micros(members, "cacheCreationCost"),
                micros(members, "cacheReadCost"),
                micros(members, "serverToolsCost"),
                micros(members, "totalCost"),
                micros(members, "cache.saved"),
                micros(members, "cache.premium"));
        return new ChargedLine(
                text(members, "requestId"),
                at.toEpochMilli(),
                text(members, "model"),
                text(members, "upstreamModel"),
                text(members, "upstream"),
                text(members, "agent"),
                text(members, "session"),
                text(members, "agentId"),
                !text(members, "billable").equals("false"),
                tokens,
                members.containsKey("priceMultiplier") ? decimal(members, "priceMultiplier") : BigDecimal.ONE,
                text(members, "priceVersion"),
                charge,
                members.containsKey(SEVERAL_BILLED),
                text(members, "correction.of"));
    }

    /** Lines of before name searches of the web only. */
    private static ServerTools serverTools(Map<String, String> members) {
        ServerTools tools = ServerTools.NONE;
        for (String name : members.keySet()) {
            if (name.startsWith(TOOLS)) {
                tools = tools.with(name.substring(TOOLS.length()), number(members, name));
            }
        }
        return tools.isEmpty() ? ServerTools.webSearches(number(members, "webSearches")) : tools;
    }

    private static String text(Map<String, String> members, String name) {
        return members.getOrDefault(name, "");
    }

    private static long number(Map<String, String> members, String name) {
        return Math.max(0, decimal(members, name).longValue());
    }

    private static long micros(Map<String, String> members, String name) {
        return Money.micros(decimal(members, name));
    }

    private static BigDecimal decimal(Map<String, String> members, String name) {
        String text = members.get(name);
        try {
            return text == null ? BigDecimal.ZERO : new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return BigDecimal.ZERO;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
