package io.ccgate.config.tree;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers, RFC 6901. */
public final class Pointer {

    private Pointer() {}

    /** One step as it is written in a pointer. */
    public static String escape(String step) {
        return step.indexOf('~') < 0 && step.indexOf('/') < 0
                ? step
                : step.replace("~", "~0").replace("/", "~1");
    }

    /**
     * The steps of a pointer, unescaped; the empty pointer has none.
     *
     * @throws IllegalArgumentException when a pointer that is not empty lacks its leading slash
     */
    public static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        if (pointer.isEmpty()) {
            return steps;
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("a JSON pointer starts with '/': " + pointer);
        }
        int from = 1;
        while (from <= pointer.length()) {
            int to = pointer.indexOf('/', from);
            if (to < 0) {
                to = pointer.length();
            }
            steps.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return steps;
    }
}
