package io.ccgate.agents.text;

import io.ccgate.config.tree.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Where a value stands: the names on the way to it. */
public record KeyPath(List<String> steps) {
    /** The whole file. */
    public static final KeyPath ROOT = new KeyPath(List.of());

    public KeyPath {
        steps = List.copyOf(steps);
    }

    public static KeyPath of(String... steps) {
        return new KeyPath(List.of(steps));
    }

    public static KeyPath ofPointer(String pointer) {
        return new KeyPath(Pointer.steps(pointer));
    }

    /** RFC 6901. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        steps.forEach(step -> pointer.append('/').append(Pointer.escape(step)));
        return pointer.toString();
    }

    public KeyPath child(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new KeyPath(longer);
    }

    /** All but the last step; the root has no parent and gives itself. */
    public KeyPath parent() {
        return steps.isEmpty() ? this : first(steps.size() - 1);
    }

    /** The path of the first few steps. */
    public KeyPath first(int count) {
        return new KeyPath(steps.subList(0, count));
    }

    public String last() {
        return steps.get(steps.size() - 1);
    }

    public int length() {
        return steps.size();
    }

    public boolean startsWith(KeyPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** As people write it: {@code env.ANTHROPIC_BASE_URL}. */
    @Override
    public String toString() {
        return String.join(".", steps);
    }
}
