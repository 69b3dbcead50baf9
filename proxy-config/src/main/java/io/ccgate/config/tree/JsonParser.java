package io.ccgate.config.tree;

import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NullNode;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import io.ccgate.config.tree.Node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** JSON (RFC 8259) with {@code //} and block comments and trailing commas. Duplicate keys are kept for the caller to judge. */
final class JsonParser {
    private static final int MAX_DEPTH = 64;

    private final JsonScanner scan;
    private int depth;

    private JsonParser(Source source) {
        this.scan = new JsonScanner(source);
    }

    static Node parse(Source source) throws SyntaxProblem {
        JsonParser parser = new JsonParser(source);
        JsonScanner scan = parser.scan;
        scan.skipBlanks();
        if (scan.atEnd()) {
            throw scan.problem("the file is empty", "write an object: { … }, or remove the file");
        }
        Node root = parser.value();
        scan.skipBlanks();
        if (!scan.atEnd()) {
            throw scan.problem(
                    "unexpected " + scan.describe() + " after the end of the configuration",
                    "remove it, or look for a brace closed too early");
        }
        return root;
    }

    private Node value() throws SyntaxProblem {
        int start = scan.position();
        return switch (scan.peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> {
                String text = scan.string();
                yield new TextNode(new Span(start, scan.position()), text);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                String number = scan.number();
                yield new NumberNode(new Span(start, scan.position()), number);
            }
            default -> word(start);
        };
    }

    private Node word(int start) throws SyntaxProblem {
        String word = scan.word();
        Span span = new Span(start, scan.position());
        return switch (word) {
            case "true" -> new BooleanNode(span, true);
            case "false" -> new BooleanNode(span, false);
            case "null" -> new NullNode(span);
            default -> throw scan.notAValue(start, word);
        };
    }

    private ObjectNode object() throws SyntaxProblem {
        int start = enter();
        List<Member> members = new ArrayList<>();
        while (true) {
            scan.skipBlanks();
            if (scan.take('}')) {
                break;
            }
            int nameStart = scan.position();
            String name = scan.name(start);
            Span nameSpan = new Span(nameStart, scan.position());
            scan.skipBlanks();
            if (!scan.take(':')) {
                throw scan.problem(
                        "expected ':' after the key \"" + name + "\", found " + scan.describe(),
                        "write \"key\": value");
            }
            scan.skipBlanks();
            scan.failAtEnd(start, '{', '}');
            members.add(new Member(name, nameSpan, value()));
            if (endsHere(start, '{', '}')) {
                break;
            }
        }
        depth--;
        return new ObjectNode(new Span(start, scan.position()), List.copyOf(members));
    }

    private ArrayNode array() throws SyntaxProblem {
        int start = enter();
        List<Node> items = new ArrayList<>();
        while (true) {
            scan.skipBlanks();
            if (scan.take(']')) {
                break;
            }
            scan.failAtEnd(start, '[', ']');
            items.add(value());
            if (endsHere(start, '[', ']')) {
                break;
            }
        }
        depth--;
        return new ArrayNode(new Span(start, scan.position()), List.copyOf(items));
    }

    private int enter() throws SyntaxProblem {
        int start = scan.position();
        if (++depth > MAX_DEPTH) {
            throw scan.problem("nested deeper than " + MAX_DEPTH + " levels", "close some braces");
        }
        scan.advance();
        return start;
    }

    /** After a value: a comma and more, or the end. */
    private boolean endsHere(int opened, char open, char close) throws SyntaxProblem {
        scan.skipBlanks();
        if (scan.take(close)) {
            return true;
        }
        if (scan.take(',')) {
            return false;
        }
        scan.failAtEnd(opened, open, close);
        throw scan.problem(
                "expected ',' or '" + close + "', found " + scan.describe(),
                "put a comma after the value before it, or close with '" + close + "'");
    }
}
