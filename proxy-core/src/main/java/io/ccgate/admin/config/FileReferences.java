package io.ccgate.admin.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.config.tree.Pointer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps new references to files ({@code ${file:…}}) out of what the API writes: whoever may change the configuration from afar could
 * else read every file that the gateway's user can. What was written by hand stays. Pure.
 */
final class FileReferences {
    private static final String MARK = "${file:";

    private FileReferences() {}

    /** @throws AdminProblem naming the first value that refers to a file and stood nowhere before */
    static void refuseNew(JsonNode before, JsonNode after) {
        Set<String> known = new HashSet<>();
        collect(before, known);
        check(after, "", known);
    }

    private static void collect(JsonNode node, Set<String> into) {
        if (node.isTextual() && node.textValue().contains(MARK)) {
            into.add(node.textValue());
        }
        node.forEach(child -> collect(child, into));
    }

    private static void check(JsonNode node, String pointer, Set<String> known) {
        if (node.isTextual() && node.textValue().contains(MARK) && !known.contains(node.textValue())) {
            throw AdminProblem.invalid(
                    pointer,
                    "a reference to a file cannot be written from here",
                    "write it into the configuration file by hand, or use ${env:NAME}");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            check(member.getValue(), pointer + '/' + Pointer.escape(member.getKey()), known);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(node.path(i), pointer + '/' + i, known);
        }
    }
}
