package io.ccgate.mock;

import java.util.ArrayList;
import java.util.List;

/** Finds, message by message, what the model is to answer: the last user text and the tool results after its last turn. */
final class Conversation {
    private final List<String> texts = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private int turns;

    /** A user message begins: what earlier ones said is history. */
    void user() {
        texts.clear();
    }

    void text(String text) {
        texts.add(text);
    }

    void result(String text) {
        results.add(text);
    }

    void model() {
        texts.clear();
        results.clear();
        turns++;
    }

    String prompt() {
        return String.join("\n", texts);
    }

    String question() {
        return texts.isEmpty() ? "" : texts.get(texts.size() - 1);
    }

    List<String> results() {
        return List.copyOf(results);
    }

    int turns() {
        return turns;
    }
}
