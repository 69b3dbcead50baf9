package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Refuses texts that no file and no header can hold: halves of a character, and NUL. Pure. */
final class TextCheck {
    private TextCheck() {}

    /** @throws AdminProblem naming the first place */
    static void check(JsonNode tree) {
        check(tree, "");
    }

    private static void check(JsonNode node, String pointer) {
        if (node.isTextual() && isImpossible(node.textValue())) {
            throw AdminProblem.invalid(
                    pointer, "holds NUL, or half of a character outside the basic plane", "send whole characters");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (isImpossible(member.getKey())) {
                throw AdminProblem.invalid(pointer, "has a member whose name no file can hold", "rename it");
            }
            check(member.getValue(), pointer + '/' + member.getKey());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(node.path(i), pointer + '/' + i);
        }
    }

    private static boolean isImpossible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || Character.isLowSurrogate(c)) {
                return true;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
