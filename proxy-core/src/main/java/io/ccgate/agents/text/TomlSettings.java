package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.TomlDocument.Pair;
import io.ccgate.agents.text.TomlDocument.Table;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** TOML. New tables go to the end of the file, new pairs to the end of their table. */
public final class TomlSettings implements SettingsText {
    private final String text;
    private final TomlDocument document;
    private final TomlLines lines;

    private TomlSettings(String text, TomlDocument document) {
        this.text = text;
        this.document = document;
        this.lines = new TomlLines(text);
    }

    /** @throws BrokenFile when it is no TOML; a key that stands twice makes it none */
    public static TomlSettings of(String text) throws BrokenFile {
        return new TomlSettings(text, TomlDocument.parse(text));
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public JsonNode tree() {
        return document.tree();
    }

    @Override
    public Optional<Former> former(KeyPath path) {
        Optional<Node> value = single(path);
        if (value.isPresent()) {
            Span span = value.get().span();
            return Optional.of(new Former(text.substring(span.start(), span.end()), false));
        }
        List<Table> whole = tablesUnder(path);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        whole.forEach(table -> out.append(out.isEmpty() ? "" : lines.newline()).append(lines.whole(table)));
        return Optional.of(new Former(out.toString(), true));
    }

    /** The value of the pair at the path, or a member of an inline table. */
    private Optional<Node> single(KeyPath path) {
        for (Pair pair : pairs()) {
            if (path.startsWith(pair.path())) {
                Optional<Node> node = Optional.of(pair.value());
                for (String step : path.steps().subList(pair.path().length(), path.length())) {
                    node = node.flatMap(parent -> member(parent, step)).map(Member::value);
                }
                if (node.isPresent()) {
                    return node;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Member> member(Node parent, String name) {
        return parent instanceof Node.ObjectNode object ? object.find(name) : Optional.empty();
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        document.tables().stream().filter(table -> !table.inList()).forEach(table -> pairs.addAll(table.pairs()));
        return pairs;
    }

    private List<Table> tablesUnder(KeyPath path) {
        return document.tables().stream()
                .filter(table -> table.path().startsWith(path))
                .toList();
    }

    @Override
    public TomlSettings set(KeyPath path, JsonNode value) throws BrokenFile {
        return checked(path, put(path, value));
    }

    private String put(KeyPath path, JsonNode value) throws BrokenFile {
        Optional<Node> there = single(path);
        if (there.isPresent()) {
            return replace(there.get().span(), TomlWords.inline(value));
        }
        if (value(path).isPresent()) {
            return remove(path).put(path, value);
        }
        Optional<Node> inline = inlineAbove(path);
        if (inline.isPresent()) {
            return putInline(path, value);
        }
        requireTables(path);
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            return lines.appendTable(TomlWords.table(path, object, lines.newline()));
        }
        return putPair(path, TomlWords.inline(value));
    }

    private void requireTables(KeyPath path) throws BrokenFile {
        for (int i = 1; i < path.length(); i++) {
            KeyPath above = path.first(i);
            if (value(above).filter(node -> !(node instanceof ObjectNode)).isPresent()) {
                throw new BrokenFile(0, 0, above + " is no table, so " + path + " cannot be set", "correct it by hand");
            }
        }
    }

    private String putPair(KeyPath path, String value) {
        KeyPath parent = path.parent();
        String pair = TomlWords.key(path.last()) + " = " + value;
        for (Table table : document.tables()) {
            if (table.path().equals(parent) && !table.inList()) {
                if (parent.length() == 0 && table.pairs().isEmpty()) {
                    return lines.insertFirst(pair);
                }
                return lines.insertAfter(table.end(), pair);
            }
        }
        for (Table table : document.tables()) {
            List<Pair> dotted = table.pairs().stream()
                    .filter(other -> other.path().parent().equals(parent) && !table.inList())
                    .toList();
            if (!dotted.isEmpty()) {
                List<String> key = path.steps().subList(table.path().length(), path.length());
                int end = dotted.get(dotted.size() - 1).span().end();
                return lines.insertAfter(end, TomlWords.key(key) + " = " + value);
            }
        }
        String header = '[' + TomlWords.key(parent.steps()) + ']';
        return lines.appendTable(header + lines.newline() + pair + lines.newline());
    }

    /** The deepest inline table on the way to the path; nothing can be added to it from outside. */
    private Optional<Node> inlineAbove(KeyPath path) {
        Optional<Node> found = Optional.empty();
        for (int i = 1; i < path.length(); i++) {
            Optional<Node> node = single(path.first(i)).filter(Node.ObjectNode.class::isInstance);
            found = node.isPresent() ? node : found;
        }
        return found;
    }

    private String putInline(KeyPath path, JsonNode value) throws BrokenFile {
        for (int depth = path.length() - 1; depth > 0; depth--) {
            Optional<Node> node = single(path.first(depth));
            if (node.isPresent() && node.get() instanceof Node.ObjectNode object) {
                if (text.charAt(object.span().start()) != '{') {
                    continue;
                }
                String key = TomlWords.key(path.steps().subList(depth, path.length()));
                String member = key + " = " + TomlWords.inline(value);
                if (object.members().isEmpty()) {
                    return replace(object.span(), "{ " + member + " }");
                }
                int end = lastEnd(object);
                return replace(new Span(end, end), ", " + member);
            }
        }
        throw new BrokenFile(0, 0, path.parent() + " is no table", "correct it by hand");
    }

    private static int lastEnd(Node.ObjectNode object) {
        return object.members().stream()
                .mapToInt(member -> member.span().end())
                .max()
                .orElse(0);
    }

    @Override
    public TomlSettings restore(KeyPath path, Former former) throws BrokenFile {
        if (former.lines()) {
            TomlSettings without = remove(path);
            return checked(path, without.lines.appendTable(former.text()));
        }
        Optional<Node> there = single(path);
        if (there.isPresent()) {
            return checked(path, replace(there.get().span(), former.text()));
        }
        TomlSettings without = remove(path);
        return checked(path, without.putPair(path, former.text()));
    }

    @Override
    public TomlSettings remove(KeyPath path) throws BrokenFile {
        if (value(path).isEmpty()) {
            return this;
        }
        Optional<Node> inline = inlineAbove(path);
        if (inline.isPresent() && single(path).isPresent()) {
            return checked(
                    path, removeMember((Node.ObjectNode) single(path.parent()).orElse(inline.get()), path.last()));
        }
        List<TomlLines.Cut> cuts = new ArrayList<>();
        for (Table table : document.tables()) {
            if (table.path().length() > 0 && table.path().startsWith(path)) {
                cuts.add(new TomlLines.Cut(table.header().start(), table.end(), true));
            } else {
                table.pairs().stream()
                        .filter(pair -> pair.path().startsWith(path))
                        .forEach(pair -> cuts.add(new TomlLines.Cut(
                                pair.span().start(), pair.span().end(), false)));
            }
        }
        cuts.sort(Comparator.comparingInt(TomlLines.Cut::from).reversed());
        TomlLines rest = lines;
        for (TomlLines.Cut cut : cuts) {
            rest = new TomlLines(rest.without(cut));
        }
        return checked(path, rest.text());
    }

    @Override
    public boolean hasObject(KeyPath path) {
        return single(path).isPresent()
                || document.tables().stream()
                        .filter(table -> !table.inList())
                        .anyMatch(table -> table.path().equals(path)
                                || table.pairs().stream().anyMatch(pair -> isDotted(table, pair, path)));
    }

    /** Whether a pair defines the path by a dotted key. */
    private static boolean isDotted(Table table, Pair pair, KeyPath path) {
        return table.path().length() < path.length() && pair.path().parent().startsWith(path);
    }

    /** Other tables may stand under this one; then only its header goes. */
    @Override
    public TomlSettings dropIfEmpty(KeyPath path) throws BrokenFile {
        for (Table table : document.tables()) {
            boolean empty = table.path().equals(path)
                    && !table.inList()
                    && table.pairs().isEmpty();
            if (empty && path.length() > 0 && lines.isAlone(table.header())) {
                return of(lines.without(
                        new TomlLines.Cut(table.header().start(), table.header().end(), true)));
            }
        }
        return single(path).isPresent() && isEmptyObject(path) ? remove(path) : this;
    }

    private String removeMember(Node.ObjectNode parent, String name) throws BrokenFile {
        List<Member> members = new ArrayList<>(parent.members());
        members.sort(Comparator.comparingInt(member -> member.span().start()));
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                Span span = members.get(i).span();
                if (i > 0) {
                    return replace(new Span(members.get(i - 1).span().end(), span.end()), "");
                }
                return i + 1 < members.size()
                        ? replace(
                                new Span(span.start(), members.get(i + 1).span().start()), "")
                        : replace(parent.span(), "{}");
            }
        }
        throw new BrokenFile(0, 0, name + " is written in parts", "remove it by hand");
    }

    private String replace(Span span, String with) {
        return text.substring(0, span.start()) + with + text.substring(span.end());
    }

    private TomlSettings checked(KeyPath path, String after) throws BrokenFile {
        TomlSettings changed = of(after);
        Trees.requireSameBut(path, tree(), changed.tree());
        return changed;
    }

    @Override
    public TomlSettings restoreAll(String other) throws BrokenFile {
        return of(other);
    }
}
