package io.ccgate.agents.text;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import io.ccgate.config.tree.Node.TextNode;
import io.ccgate.config.tree.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words and values of TOML 1.0, with their places. */
final class TomlScanner {
    private static final int MAX_DEPTH = 64;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(0|[1-9](_?\\d)*)(\\.\\d(_?\\d)*)?([eE][+-]?\\d(_?\\d)*)?"
                    + "|0x[\\dA-Fa-f](_?[\\dA-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*|[+-]?(inf|nan)");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([Tt ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?([Zz]|[+-]\\d\\d:\\d\\d)?)?"
                    + "|\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");

    private final Source source;
    private final String text;
    private int at;
    private int depth;

    TomlScanner(Source source) {
        this.source = source;
        this.text = source.text();
        this.at = source.start();
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean take(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Blanks, line ends and comments. */
    void skipLines() {
        while (!atEnd()) {
            char c = peek();
            if (c == '#') {
                skipComment();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        while (!atEnd() && peek() != '\n') {
            at++;
        }
    }

    /** After a statement: nothing but a comment may follow on its line. */
    void requireLineEnd() throws BrokenFile {
        skipBlanks();
        if (peek() == '#') {
            skipComment();
        }
        if (!atEnd() && !take("\r\n") && !take("\n")) {
            throw problem(
                    "unexpected " + describe() + " at the end of a statement", "put each statement on its own line");
        }
    }

    /** A key, dotted or not. */
    List<String> key() throws BrokenFile {
        List<String> parts = new ArrayList<>();
        do {
            skipBlanks();
            parts.add(simpleKey());
            skipBlanks();
        } while (take("."));
        return parts;
    }

    private String simpleKey() throws BrokenFile {
        if (peek() == '"' || peek() == '\'') {
            return peek() == '"' ? basic() : literal();
        }
        int from = at;
        while (!atEnd() && isBare(peek())) {
            at++;
        }
        if (at == from) {
            throw problem("expected a key, found " + describe(), "write key = value");
        }
        return text.substring(from, at);
    }

    static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    Node value() throws BrokenFile {
        int from = at;
        switch (peek()) {
            case '"', '\'' -> {
                String value = string();
                return new TextNode(new Span(from, at), value);
            }
            case '[' -> {
                return array();
            }
            case '{' -> {
                return inlineTable();
            }
            default -> {
                return word();
            }
        }
    }

    private Node word() throws BrokenFile {
        int from = at;
        while (!atEnd() && (isBare(peek()) || "+.:".indexOf(peek()) >= 0)) {
            at++;
        }
        // A date and a time may be parted by a blank.
        if (at - from == 10 && text.charAt(from + 4) == '-' && peek() == ' ' && at + 1 < text.length()) {
            if (Character.isDigit(text.charAt(at + 1))) {
                at++;
                while (!atEnd() && (isBare(peek()) || "+.:".indexOf(peek()) >= 0)) {
                    at++;
                }
            }
        }
        String word = text.substring(from, at);
        Span span = new Span(from, at);
        if (word.equals("true") || word.equals("false")) {
            return new BooleanNode(span, word.equals("true"));
        }
        if (NUMBER.matcher(word).matches() || TIME.matcher(word).matches()) {
            return new NumberNode(span, word.replace("_", ""));
        }
        at = from;
        throw word.isEmpty()
                ? problem(
                        "expected a value, found " + describe(),
                        "write a text in quotes, a number, true, false, [ … ] or { … }")
                : problem("\"" + word + "\" is not a value", "put texts in quotes");
    }

    private ArrayNode array() throws BrokenFile {
        int from = enter();
        List<Node> items = new ArrayList<>();
        skipLines();
        while (!take("]")) {
            items.add(value());
            skipLines();
            if (!take(",") && peek() != ']') {
                throw problem(
                        "expected ',' or ']', found " + describe(), "close the list of line " + source.line(from));
            }
            skipLines();
        }
        depth--;
        return new ArrayNode(new Span(from, at), items);
    }

    private ObjectNode inlineTable() throws BrokenFile {
        int from = enter();
        List<Member> members = new ArrayList<>();
        skipLines();
        while (!take("}")) {
            int start = at;
            List<String> key = key();
            Span keySpan = new Span(start, at);
            if (!take("=")) {
                throw problem("expected '=', found " + describe(), "write key = value");
            }
            skipBlanks();
            add(members, key, keySpan, value());
            skipLines();
            if (!take(",") && peek() != '}') {
                throw problem(
                        "expected ',' or '}', found " + describe(), "close the table of line " + source.line(from));
            }
            skipLines();
        }
        depth--;
        return new ObjectNode(new Span(from, at), members);
    }

    /** Dotted keys make tables within the table, which have no place of their own: their span is the member's. */
    private void add(List<Member> members, List<String> key, Span keySpan, Node value) throws BrokenFile {
        String name = key.get(0);
        List<Member> inner = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                Node there = members.get(i).value();
                if (key.size() == 1
                        || !(there instanceof ObjectNode object)
                        || text.charAt(there.span().start()) == '{') {
                    throw problemAt(keySpan.start(), "\"" + name + "\" is already set", "remove one of the two");
                }
                inner.addAll(object.members());
                members.remove(i);
                break;
            }
        }
        Node node = value;
        if (key.size() > 1) {
            add(inner, key.subList(1, key.size()), keySpan, value);
            node = new ObjectNode(new Span(keySpan.start(), value.span().end()), inner);
        }
        members.add(new Member(name, keySpan, node));
    }

    private int enter() throws BrokenFile {
        if (++depth > MAX_DEPTH) {
            throw problem("nested deeper than " + MAX_DEPTH + " levels", "close some brackets");
        }
        return at++;
    }

    private String string() throws BrokenFile {
        if (text.startsWith("\"\"\"", at)) {
            return new TomlString(text, at + 3, true).multiLine(this);
        }
        if (text.startsWith("'''", at)) {
            return new TomlString(text, at + 3, false).multiLine(this);
        }
        return peek() == '"' ? basic() : literal();
    }

    private String basic() throws BrokenFile {
        return new TomlString(text, at + 1, true).oneLine(this);
    }

    private String literal() throws BrokenFile {
        return new TomlString(text, at + 1, false).oneLine(this);
    }

    /** Where a string that was read on its own ends. */
    void goOn(int position) {
        at = position;
    }

    BrokenFile problem(String problem, String remedy) {
        return problemAt(at, problem, remedy);
    }

    BrokenFile problemAt(int offset, String problem, String remedy) {
        return new BrokenFile(source.line(offset), source.column(offset), problem, remedy);
    }

    private String describe() {
        if (atEnd()) {
            return "the end of the file";
        }
        return peek() == '\n' || peek() == '\r' ? "the end of the line" : "'" + peek() + "'";
    }
}
