package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Span;
import io.ccgate.config.tree.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A parsed TOML file: its tables in the order of the file, each with its pairs, and what they say together.
 *
 * @param tables the first is the root, whose header is empty
 */
record TomlDocument(List<Table> tables, ObjectNode tree) {

    /**
     * A table as it is written.
     *
     * @param header from the bracket to the end of its line, line end left out
     * @param inList whether it or one above it is an item of a list of tables
     */
    record Table(KeyPath path, Span header, boolean inList, List<Pair> pairs) {
        int end() {
            return pairs.isEmpty()
                    ? header.end()
                    : pairs.get(pairs.size() - 1).span().end();
        }
    }

    /**
     * {@code key = value}.
     *
     * @param path from the root
     * @param span from the key to the end of the value
     */
    record Pair(KeyPath path, Span span, Node value) {}

    static TomlDocument parse(String text) throws BrokenFile {
        return new Parsing(new Source("config.toml", text)).run();
    }

    /** One parse: reads statements, and builds the tree by the rules of what may be defined where. */
    private static final class Parsing {
        private final TomlScanner scan;
        private final List<Table> tables = new ArrayList<>();
        private final ObjectNode root = Trees.object();
        /** How the objects of the tree came to be; those of inline tables are in neither. */
        private final IdentityHashMap<ObjectNode, Boolean> byHeader = new IdentityHashMap<>();

        private final IdentityHashMap<ObjectNode, Boolean> byDots = new IdentityHashMap<>();
        private final IdentityHashMap<ArrayNode, Boolean> lists = new IdentityHashMap<>();
        private final Set<KeyPath> listPaths = new HashSet<>();

        Parsing(Source source) {
            this.scan = new TomlScanner(source);
        }

        TomlDocument run() throws BrokenFile {
            int start = scan.position();
            Table table = new Table(KeyPath.ROOT, new Span(start, start), false, new ArrayList<>());
            ObjectNode node = root;
            byHeader.put(root, true);
            tables.add(table);
            scan.skipLines();
            while (!scan.atEnd()) {
                int from = scan.position();
                if (scan.take("[")) {
                    boolean item = scan.take("[");
                    List<String> key = scan.key();
                    if (!scan.take(item ? "]]" : "]")) {
                        throw scan.problem(
                                "the name of a table is never closed", "close it with " + (item ? "]]" : "]"));
                    }
                    Span header = new Span(from, scan.position());
                    scan.requireLineEnd();
                    KeyPath path = new KeyPath(key);
                    node = open(path, from, item);
                    table = new Table(path, header, inList(path), new ArrayList<>());
                    tables.add(table);
                } else {
                    pair(table, node, from);
                }
                scan.skipLines();
            }
            return new TomlDocument(List.copyOf(tables), root);
        }

        private boolean inList(KeyPath path) {
            for (int i = 1; i <= path.length(); i++) {
                if (listPaths.contains(path.first(i))) {
                    return true;
                }
            }
            return false;
        }

        private void pair(Table table, ObjectNode node, int from) throws BrokenFile {
            List<String> key = scan.key();
            if (!scan.take("=")) {
                throw scan.problem("expected '=' after the key", "write key = value");
            }
            scan.skipBlanks();
            Node value = scan.value();
            Span span = new Span(from, scan.position());
            scan.requireLineEnd();
            ObjectNode parent = node;
            KeyPath path = table.path();
            for (String step : key.subList(0, key.size() - 1)) {
                path = path.child(step);
                JsonNode next = parent.get(step);
                if (next == null) {
                    next = parent.putObject(step);
                    byDots.put((ObjectNode) next, true);
                }
                if (!(next instanceof ObjectNode object) || !byDots.containsKey(object)) {
                    throw taken(from, path);
                }
                parent = object;
            }
            String last = key.get(key.size() - 1);
            if (parent.has(last)) {
                throw taken(from, path.child(last));
            }
            parent.set(last, Trees.of(value));
            table.pairs().add(new Pair(path.child(last), span, value));
        }

        private ObjectNode open(KeyPath path, int from, boolean item) throws BrokenFile {
            ObjectNode parent = root;
            for (String step : path.parent().steps()) {
                JsonNode next = parent.get(step);
                if (next == null) {
                    next = parent.putObject(step);
                    byHeader.put((ObjectNode) next, false);
                }
                if (next instanceof ArrayNode array && lists.containsKey(array)) {
                    next = array.get(array.size() - 1);
                }
                if (!(next instanceof ObjectNode object)
                        || !(byHeader.containsKey(object) || byDots.containsKey(object))) {
                    throw taken(from, path);
                }
                parent = object;
            }
            return item ? openItem(parent, path, from) : openTable(parent, path, from);
        }

        private ObjectNode openTable(ObjectNode parent, KeyPath path, int from) throws BrokenFile {
            JsonNode there = parent.get(path.last());
            if (there == null) {
                there = parent.putObject(path.last());
            } else if (!(there instanceof ObjectNode object) || !Boolean.FALSE.equals(byHeader.get(object))) {
                throw taken(from, path);
            }
            byHeader.put((ObjectNode) there, true);
            return (ObjectNode) there;
        }

        private ObjectNode openItem(ObjectNode parent, KeyPath path, int from) throws BrokenFile {
            JsonNode there = parent.get(path.last());
            if (there == null) {
                there = parent.putArray(path.last());
                lists.put((ArrayNode) there, true);
                listPaths.add(path);
            } else if (!(there instanceof ArrayNode array) || !lists.containsKey(array)) {
                throw taken(from, path);
            }
            ObjectNode item = ((ArrayNode) there).addObject();
            byHeader.put(item, true);
            return item;
        }

        private BrokenFile taken(int from, KeyPath path) {
            return scan.problemAt(from, path + " is already set", "remove one of the two");
        }
    }
}
