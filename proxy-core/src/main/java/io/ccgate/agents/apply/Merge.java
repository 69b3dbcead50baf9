package io.ccgate.agents.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.text.Former;
import io.ccgate.agents.text.JsonSettings;
import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.text.PromptSettings;
import io.ccgate.agents.text.SettingsText;
import io.ccgate.agents.wish.Part;
import io.ccgate.agents.wish.Wish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meets wishes with a file: for each value, what we wrote last, what stands there now and what should stand there decide together. A
 * value that somebody else changed is theirs and only reported, unless the user insists. One use.
 */
final class Merge {
    private final FileRecord record;
    private final boolean insist;
    private final List<Note> notes = new ArrayList<>();
    private SettingsText text;
    private Optional<String> blank;

    /** @param notes about values that were left alone */
    record Result(SettingsText text, FileRecord record, List<Note> notes) {}

    private Merge(SettingsText text, FileRecord record, boolean insist) {
        this.text = text;
        this.record = record.copy();
        this.insist = insist;
        this.blank = record.blank();
    }

    /** @param insist whether values that others changed are overwritten */
    static Result run(SettingsText text, FileRecord record, List<Wish> wishes, boolean insist) throws BrokenFile {
        Merge merge = new Merge(text, record, insist);
        Map<KeyPath, Wish> wanted = new HashMap<>();
        List<Wish> placed = new ArrayList<>();
        for (Wish wish : wishes) {
            Wish there = merge.place(wish);
            placed.add(there);
            wanted.put(there.path(), there);
        }
        List<KeyPath> retired = new ArrayList<>(merge.record.owned().keySet());
        retired.removeAll(wanted.keySet());
        for (int i = retired.size() - 1; i >= 0; i--) {
            merge.retire(retired.get(i));
        }
        if (!retired.isEmpty()) {
            merge.tidy();
        }
        for (Wish wish : placed) {
            merge.grant(wish);
        }
        FileRecord after = merge.record.with(record.original(), record.written(), merge.blank);
        return new Result(merge.text, after, merge.notes);
    }

    /** A prompt has a file without other content to itself, and a block in one with. */
    private Wish place(Wish wish) {
        if (!(text instanceof PromptSettings prompt) || wish.path().equals(PromptSettings.FILE)) {
            return wish;
        }
        Owned whole = record.owned().get(PromptSettings.FILE);
        Wish inFile = new Wish(wish.part(), wish.file(), PromptSettings.FILE, withLineEnd(wish.value()), wish.secret());
        if (whole == null) {
            return record.owned().isEmpty() && text.saysNothing() ? inFile : wish;
        }
        String ours = whole.shown().map(JsonNode::asText).orElse("");
        if (isOurs(whole, PromptSettings.FILE) || ours.isBlank() || !text.text().contains(ours.stripTrailing())) {
            return inFile;
        }
        // The user wrote more into what was our file: from now on it is theirs, with our block in it.
        text = prompt.marked(wish.path(), ours);
        record.owned().remove(PromptSettings.FILE);
        JsonNode block = text.value(wish.path()).orElseThrow();
        record.owned().put(wish.path(), new Owned(Part.PROMPT, Digest.of(block), Optional.of(block), Optional.empty()));
        return wish;
    }

    private static JsonNode withLineEnd(JsonNode value) {
        return TextNode.valueOf(value.asText() + "\n");
    }

    private boolean isOurs(Owned owned, KeyPath path) {
        return text.value(path).map(Digest::of).filter(owned.digest()::equals).isPresent();
    }

    private void retire(KeyPath path) throws BrokenFile {
        Owned owned = record.owned().get(path);
        if (owned == null) {
            return;
        }
        record.owned().remove(path);
        if (!isOurs(owned, path)) {
            boolean gone = text.value(path).isEmpty();
            if (!gone && !insist) {
                notes.add(Note.remark(path + " was changed by somebody else and is left as it is"));
                return;
            }
            if (gone) {
                return;
            }
        }
        text = owned.before().isPresent() ? text.restore(path, owned.before().get()) : text.remove(path);
    }

    /** Takes away the objects that only our values needed. */
    private void tidy() throws BrokenFile {
        List<KeyPath> created = new ArrayList<>(record.created());
        created.sort(Comparator.comparingInt(KeyPath::length).reversed());
        for (KeyPath path : created) {
            SettingsText without = text.dropIfEmpty(path);
            if (without != text || text.value(path).isEmpty()) {
                record.created().remove(path);
            }
            text = without;
        }
        for (Map.Entry<KeyPath, Former> entry : List.copyOf(record.filled().entrySet())) {
            KeyPath path = entry.getKey();
            if (text.isEmptyObject(path) && hasNoComment(path)) {
                text = text.restore(path, entry.getValue());
                record.filled().remove(path);
            }
        }
        if (blank.isPresent()
                && record.owned().isEmpty()
                && text.text().replaceAll("[{}\\s\uFEFF]", "").isEmpty()) {
            text = text.restoreAll(blank.get());
            blank = Optional.empty();
        }
    }

    private boolean hasNoComment(KeyPath path) {
        String raw = text.former(path).map(Former::text).orElse("");
        return !raw.contains("//") && !raw.contains("/*") && !raw.contains("#");
    }

    private void grant(Wish wish) throws BrokenFile {
        KeyPath path = wish.path();
        Optional<JsonNode> now = text.value(path);
        Owned owned = record.owned().get(path);
        boolean asWished = now.isPresent() && now.get().equals(wish.value());
        if (owned == null) {
            if (!asWished && now.isPresent() && wish.part() == Part.MCP && !insist) {
                notes.add(Note.problem(
                        "MCP server \"" + path.last() + "\" is there already with another definition and is left"
                                + " as it is; rename one of the two, or repeat with --force"));
                return;
            }
            write(wish, text.former(path), asWished);
            return;
        }
        if (!asWished && !isOurs(owned, path) && !insist) {
            notes.add(Note.problem(path + (now.isPresent() ? " was changed" : " was removed")
                    + " by somebody else and is left" + " as it is; repeat with --force to write it again"));
            return;
        }
        write(wish, owned.before(), asWished);
    }

    private void write(Wish wish, Optional<Former> before, boolean asWished) throws BrokenFile {
        if (!asWished) {
            remember(wish.path());
            text = text.set(wish.path(), wish.value());
        }
        JsonNode written = text.value(wish.path()).orElse(wish.value());
        Optional<JsonNode> shown = wish.secret() ? Optional.empty() : Optional.of(written);
        record.owned().put(wish.path(), new Owned(wish.part(), Digest.of(written), shown, before));
    }

    /** Notes what has to be there around a new value, to take it away with the value. */
    private void remember(KeyPath path) {
        if (text.saysNothing() && record.owned().isEmpty() && blank.isEmpty()) {
            blank = Optional.of(text.text());
        }
        if (text.value(path).isPresent()) {
            return;
        }
        for (int i = 1; i < path.length(); i++) {
            KeyPath above = path.first(i);
            Optional<JsonNode> there = text.value(above);
            if (!text.hasObject(above)) {
                record.created().add(above);
            } else if (there.orElse(null) instanceof ObjectNode object
                    && object.isEmpty()
                    && !record.created().contains(above)) {
                text.former(above)
                        .filter(former -> !former.lines())
                        .ifPresent(former -> record.filled().putIfAbsent(above, former));
            }
        }
        if (text instanceof JsonSettings && text.isEmptyObject(KeyPath.ROOT) && !text.saysNothing()) {
            text.former(KeyPath.ROOT).ifPresent(former -> record.filled().putIfAbsent(KeyPath.ROOT, former));
        }
    }
}
