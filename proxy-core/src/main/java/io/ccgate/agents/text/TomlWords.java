package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes keys, values and tables of TOML. */
final class TomlWords {
    private TomlWords() {}

    static String key(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> TomlScanner.isBare((char) c)) ? name : quoted(name);
    }

    static String key(List<String> steps) {
        return String.join(".", steps.stream().map(TomlWords::key).toList());
    }

    /** A value on one line. */
    static String inline(JsonNode value) throws BrokenFile {
        if (value instanceof ObjectNode object) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                members.add(key(member.getKey()) + " = " + inline(member.getValue()));
            }
            return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            for (JsonNode item : value) {
                items.add(inline(item));
            }
            return "[" + String.join(", ", items) + "]";
        }
        if (value.isNull()) {
            throw new BrokenFile(0, 0, "TOML has no null", "leave the key out");
        }
        return value.isTextual() ? quoted(value.asText()) : value.asText();
    }

    /** A table with a header, and those in it after it. */
    static String table(KeyPath path, ObjectNode object, String newline) throws BrokenFile {
        StringBuilder out = new StringBuilder();
        List<String> inner = new ArrayList<>();
        out.append('[').append(key(path.steps())).append(']').append(newline);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getValue() instanceof ObjectNode table && !table.isEmpty()) {
                inner.add(table(path.child(member.getKey()), table, newline));
            } else {
                out.append(key(member.getKey()))
                        .append(" = ")
                        .append(inline(member.getValue()))
                        .append(newline);
            }
        }
        inner.forEach(table -> out.append(newline).append(table));
        return out.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        out.append(String.format("\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
