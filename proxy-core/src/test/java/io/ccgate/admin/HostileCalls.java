package io.ccgate.admin;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is sent to one call to see whether it is refused in words, made from its description. */
final class HostileCalls {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OVERSIZED = (4 << 20) + 1;
    private static final String LONG = "x".repeat(64 * 1024);

    private static final List<String> STRANGE_STEPS = List.of(
            "..",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5cwindows",
            "%00",
            "a%00b",
            "%0d%0aSet-Cookie:%20a=b",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%ED%A0%80",
            "%FF",
            "%zz",
            "%",
            "__proto__",
            "constructor",
            "-",
            "-1",
            "99999999999999999999",
            "~1~0",
            "%F0%9F%92%A3",
            "x".repeat(8_000));

    private static final List<String> STRANGE_TEXTS = List.of(
            "../../../../etc/passwd",
            "..\\\\..\\\\windows",
            "a\\r\\nSet-Cookie: a=b",
            "<script>alert(1)</script>",
            "__proto__",
            "${env:HOME}",
            "${file:/etc/passwd}",
            "'; DROP TABLE tenants; --",
            "\\ud83d\\udca3",
            "\\u202e",
            "999999999999999999999999",
            LONG);

    /** No file and no header can hold them. */
    private static final List<String> IMPOSSIBLE_TEXTS = List.of("a\\u0000b", "\\ud800", "a\\udc00\\ud800b");

    private static final List<String> STRANGE_PARAMETERS = List.of(
            "-1",
            "0",
            "99999999999999999999",
            "1.5",
            "1e400",
            "%2B999999999-01-01",
            "-999999999-01-01",
            "2026-13-45",
            "%2B1000000000-12-31T23:59:59Z",
            "2026-02-30T25:61:00Z",
            "%00",
            "%27%20OR%201%3D1",
            "..%2F..%2Fetc%2Fpasswd",
            "%3Cscript%3E",
            "*".repeat(500),
            "x".repeat(7_000));

    private HostileCalls() {}

    /** What must come of it. */
    enum Expected {
        /** 4xx with words. */
        REFUSED,
        /** That, or what a good call gets: somebody may mean it. */
        ANSWERED
    }

    /**
     * One request.
     *
     * @param field what the refusal has to name; empty when nothing in particular
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Hostile(
            String what, String method, String target, byte[] body, String type, Expected expected, String field) {}

    /** @param values of the path's variables for a good call */
    static List<Hostile> against(ApiOperation operation, Map<String, String> values) {
        List<Hostile> all = new ArrayList<>();
        paths(operation, values, all);
        queries(operation, values, all);
        if (operation.body().isPresent()) {
            bodies(operation, operation.path(values), all);
            members(operation, operation.path(values), all);
        }
        all.add(hostile(
                operation, "an oversized body", operation.path(values), filled(OVERSIZED), Expected.REFUSED, ""));
        return all;
    }

    private static void paths(ApiOperation operation, Map<String, String> values, List<Hostile> all) {
        for (JsonNode variable : operation.parameters("path")) {
            String name = variable.path("name").asText();
            for (String step : STRANGE_STEPS) {
                // A pattern of a model may be nearly anything.
                boolean free = name.equals("pattern");
                String target = operation.pathWith(name, step, values);
                all.add(hostile(
                        operation,
                        "{" + name + "} " + shortened(step),
                        target,
                        GoodCalls.body(operation),
                        free ? Expected.ANSWERED : Expected.REFUSED,
                        ""));
            }
        }
    }

    private static void queries(ApiOperation operation, Map<String, String> values, List<Hostile> all) {
        String path = operation.path(values);
        for (String query : List.of("no_such_parameter=1", "__proto__=1", "%00=1", "%zz=1", "a=%zz")) {
            all.add(hostile(
                    operation, '?' + query, path + '?' + query, GoodCalls.body(operation), Expected.REFUSED, ""));
        }
        for (JsonNode parameter : operation.parameters("query")) {
            String name = parameter.path("name").asText();
            JsonNode schema = parameter.path("schema");
            boolean free =
                    schema.path("type").asText().equals("string") && !schema.has("enum") && !schema.has("format");
            for (String value : STRANGE_PARAMETERS) {
                boolean fits = free
                        || (schema.path("type").asText().equals("integer") && value.matches("-?[0-9]{1,2}"))
                        || (schema.path("type").asText().equals("boolean") && value.equals("0"));
                all.add(hostile(
                        operation,
                        '?' + name + '=' + shortened(value),
                        path + '?' + name + '=' + value,
                        GoodCalls.body(operation),
                        fits ? Expected.ANSWERED : Expected.REFUSED,
                        fits ? "" : name));
            }
            all.add(hostile(
                    operation,
                    "?" + name + " twice",
                    path + '?' + name + "=1&" + name + "=2",
                    GoodCalls.body(operation),
                    Expected.REFUSED,
                    name));
        }
    }

    private static void bodies(ApiOperation operation, String path, List<Hostile> all) {
        Expected without = operation.bodyRequired() ? Expected.REFUSED : Expected.ANSWERED;
        all.add(hostile(operation, "no body", path, null, without, ""));
        all.add(hostile(operation, "an empty body", path, new byte[0], without, ""));
        Map<String, String> broken = Map.ofEntries(
                Map.entry("no JSON", "hello"),
                Map.entry("half of JSON", "{\"a\":"),
                Map.entry("a list", "[]"),
                Map.entry("null", "null"),
                Map.entry("a number", "1e999999999"),
                Map.entry("a text", "\"{}\""),
                Map.entry("two objects", "{}{}"),
                Map.entry("a member twice", "{\"a\":1,\"a\":2}"),
                Map.entry("deep lists", "[".repeat(100_000)),
                Map.entry("deep objects", "{\"a\":".repeat(100_000)),
                Map.entry("a deep member", "{\"config\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                Map.entry("a long number", "{\"a\":" + "9".repeat(100_000) + "}"),
                Map.entry("a long name", "{\"" + LONG + "\":1}"),
                Map.entry("a comment", "{/* */}"),
                Map.entry("NaN", "{\"a\":NaN}"));
        broken.forEach((what, text) ->
                all.add(hostile(operation, what, path, text.getBytes(StandardCharsets.UTF_8), Expected.REFUSED, "")));
        all.add(hostile(
                operation,
                "no UTF-8",
                path,
                new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                Expected.REFUSED,
                ""));
        all.add(hostile(
                operation, "UTF-16", path, "{\"a\":1}".getBytes(StandardCharsets.UTF_16), Expected.REFUSED, ""));
        byte[] good = GoodCalls.body(operation);
        all.add(new Hostile(
                "a form", operation.method(), path, good, "application/x-www-form-urlencoded", Expected.REFUSED, ""));
        all.add(new Hostile("plain text", operation.method(), path, good, "text/plain", Expected.REFUSED, ""));
    }

    private static void members(ApiOperation operation, String path, List<Hostile> all) {
        JsonNode schema = operation.body().orElseThrow();
        JsonNode good = json(GoodCalls.BODIES.get(operation.name()));
        for (JsonNode required : schema.path("required")) {
            ObjectNode without = good.deepCopy();
            without.remove(required.asText());
            all.add(member(operation, "without " + required.asText(), path, without, '/' + required.asText()));
        }
        if (isClosed(schema)) {
            for (String unknown : List.of("no_such_member", "__proto__", "constructor", "")) {
                ObjectNode more = good.deepCopy();
                more.put(unknown, 1);
                all.add(member(operation, "unknown member " + unknown, path, more, '/' + unknown));
            }
        }
        values(operation, path, schema, good, "", all);
    }

    private static boolean isClosed(JsonNode schema) {
        return schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").asBoolean();
    }

    /** Wrong values for each described member, as deep as members are described. */
    private static void values(
            ApiOperation operation, String path, JsonNode schema, JsonNode good, String at, List<Hostile> all) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode described = property.getValue();
            String place = at + '/' + property.getKey();
            for (String wrong : wrongFor(described)) {
                all.add(member(operation, place + " = " + shortened(wrong), path, replaced(good, place, wrong), place));
            }
            if (described.path("type").asText().equals("string")) {
                for (String text : STRANGE_TEXTS) {
                    boolean fits = !described.has("enum") && !described.has("format");
                    all.add(hostile(
                            operation,
                            place + " = " + shortened(text),
                            path,
                            replaced(good, place, '"' + text + '"').getBytes(StandardCharsets.UTF_8),
                            fits ? Expected.ANSWERED : Expected.REFUSED,
                            ""));
                }
                for (String text : IMPOSSIBLE_TEXTS) {
                    all.add(member(operation, place + " = " + text, path, replaced(good, place, '"' + text + '"'), ""));
                }
            }
            if (described.path("type").asText().equals("object")) {
                values(operation, path, described, good, place, all);
            }
            if (described.path("type").asText().equals("array")) {
                for (String wrong : wrongFor(described.path("items"))) {
                    all.add(member(
                            operation,
                            place + "/0 = " + shortened(wrong),
                            path,
                            replaced(good, place, '[' + wrong + ']'),
                            place));
                }
            }
        }
    }

    private static List<String> wrongFor(JsonNode schema) {
        if (schema.has("enum")) {
            return List.of("1", "true", "[]", "{}", "\"\"", "\"no such choice\"");
        }
        return switch (schema.path("type").asText()) {
            case "string" -> List.of("1", "true", "[]", "{}");
            case "integer" ->
                List.of("\"1\"", "1.5", "true", "[]", "{}", "1e400", "-1e30", "9223372036854775808", "1e999999999");
            case "number" -> List.of("\"1\"", "true", "[]", "{}");
            case "boolean" -> List.of("\"true\"", "1", "[]", "{}");
            case "array" -> List.of("\"x\"", "1", "{}", "true");
            case "object" -> List.of("\"x\"", "1", "[]", "true");
            default -> List.of();
        };
    }

    /** The good body with one value as it is given, which need not be JSON that a tree can hold. */
    private static String replaced(JsonNode good, String place, String value) {
        ObjectNode copy = good.deepCopy();
        JsonPointer pointer = JsonPointer.compile(place);
        JsonNode parent = copy;
        for (JsonPointer step = pointer; !step.tail().matches(); step = step.tail()) {
            String name = step.getMatchingProperty();
            JsonNode next = parent.path(name);
            parent = next.isObject() ? next : ((ObjectNode) parent).putObject(name);
        }
        ((ObjectNode) parent).put(pointer.last().getMatchingProperty(), "@@value@@");
        return copy.toString().replace("\"@@value@@\"", value);
    }

    private static Hostile member(ApiOperation operation, String what, String path, Object body, String field) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return hostile(operation, what, path, bytes, Expected.REFUSED, field);
    }

    private static Hostile hostile(
            ApiOperation operation, String what, String target, byte[] body, Expected expected, String field) {
        return new Hostile(what, operation.method(), target, body, "application/json", expected, field);
    }

    private static byte[] filled(int size) {
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(text, malformed);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 20) + "… (" + text.length() + ")";
    }
}
