package io.ccgate.cli.command;

import io.ccgate.config.shape.JsonText;
import java.util.List;
import java.util.Map;

/** Puts what stands on a command line into JSON. */
final class JsonWords {
    private JsonWords() {}

    static String text(String value) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(value, out);
        return out.toString();
    }

    static String list(List<String> values) {
        return "[" + String.join(", ", values.stream().map(JsonWords::text).toList()) + "]";
    }

    static String object(Map<String, String> members) {
        return "{"
                + String.join(
                        ", ",
                        members.entrySet().stream()
                                .map(member -> text(member.getKey()) + ": " + text(member.getValue()))
                                .toList())
                + "}";
    }
}
