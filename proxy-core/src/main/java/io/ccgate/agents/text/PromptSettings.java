package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A prompt in Markdown. Two places can be written: the {@link #FILE} as a whole, and the block of an {@link #block agent} between two
 * marks, which leaves the rest of the file to its author.
 */
public final class PromptSettings implements SettingsText {
    /** The whole text. */
    public static final KeyPath FILE = KeyPath.of("file");

    private static final String BLOCK = "block";
    private static final String CLOSE = "<!-- ccgate:end -->";

    private final String text;

    private PromptSettings(String text) {
        this.text = text;
    }

    public static PromptSettings of(String text) {
        return new PromptSettings(text);
    }

    /** The place between the marks of an agent. */
    public static KeyPath block(String agent) {
        return KeyPath.of(BLOCK, agent);
    }

    private static String open(KeyPath path) {
        return "<!-- ccgate:begin " + path.last() + " (written by ccgate; changes in here are reported, not kept) -->";
    }

    /** Offsets of a block: marks included, and its content. */
    private record Place(int from, int contentFrom, int contentTo, int to) {}

    private Optional<Place> find(KeyPath path) {
        String open = open(path);
        int from = text.indexOf(open);
        int close = from < 0 ? -1 : text.indexOf(CLOSE, from);
        if (close < 0) {
            return Optional.empty();
        }
        int content = Math.min(afterNewline(from + open.length()), close);
        int contentTo = Math.max(content, beforeNewline(close));
        return Optional.of(new Place(from, content, contentTo, close + CLOSE.length()));
    }

    private int afterNewline(int at) {
        if (text.startsWith("\r\n", at)) {
            return at + 2;
        }
        return text.startsWith("\n", at) ? at + 1 : at;
    }

    private int beforeNewline(int at) {
        if (at == 0 || text.charAt(at - 1) != '\n') {
            return at;
        }
        return at > 1 && text.charAt(at - 2) == '\r' ? at - 2 : at - 1;
    }

    private String newline() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public JsonNode tree() {
        ObjectNode tree = Trees.object();
        tree.put(FILE.last(), text);
        return tree;
    }

    @Override
    public Optional<JsonNode> value(KeyPath path) {
        return former(path).map(former -> Trees.text(former.text().replace("\r\n", "\n")));
    }

    @Override
    public Optional<Former> former(KeyPath path) {
        if (path.equals(FILE)) {
            return text.isBlank() ? Optional.empty() : Optional.of(new Former(text, false));
        }
        return find(path).map(place -> new Former(text.substring(place.contentFrom(), place.contentTo()), false));
    }

    @Override
    public PromptSettings set(KeyPath path, JsonNode value) {
        return path.equals(FILE) ? of(value.asText()) : put(path, value.asText().replace("\n", newline()));
    }

    @Override
    public PromptSettings restore(KeyPath path, Former former) {
        return path.equals(FILE) ? of(former.text()) : put(path, former.text());
    }

    private PromptSettings put(KeyPath path, String content) {
        Optional<Place> found = find(path);
        if (found.isPresent()) {
            Place place = found.get();
            return of(text.substring(0, place.contentFrom()) + content + text.substring(place.contentTo()));
        }
        String block = open(path) + newline() + content + newline() + CLOSE;
        // One blank line before it, and the end of the file as its author left it.
        return of(text.endsWith("\n") ? text + newline() + block + newline() : text + newline() + newline() + block);
    }

    @Override
    public PromptSettings remove(KeyPath path) {
        if (path.equals(FILE)) {
            return of("");
        }
        Optional<Place> found = find(path);
        if (found.isEmpty()) {
            return this;
        }
        // The exact reverse of put: the blank line goes with it, and the end of the line of the block's own.
        int to = afterNewline(found.get().to());
        int from = beforeNewline(found.get().from());
        if (to == found.get().to()) {
            from = beforeNewline(from);
        }
        return of(text.substring(0, from) + text.substring(to));
    }

    /** The same text with a part of it between the marks of an agent. */
    public PromptSettings marked(KeyPath path, String part) {
        int at = text.indexOf(part);
        String block = open(path) + newline() + part.stripTrailing() + newline() + CLOSE;
        int end = at + part.stripTrailing().length();
        return of(text.substring(0, at) + block + text.substring(end));
    }

    @Override
    public PromptSettings restoreAll(String other) {
        return of(other);
    }
}
