package io.ccgate.config.tree;

import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.BooleanNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.NullNode;
import io.ccgate.config.tree.Node.NumberNode;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import io.ccgate.config.tree.Node.TextNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as a located tree: the composer only, so no tag of the file ever makes an object. The only class that loads the
 * YAML library; a folder without YAML never does.
 */
final class YamlParser {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ALIASES = 50;

    private final int[] lineStarts;
    private final String text;

    private YamlParser(Source source) {
        this.text = source.text();
        this.lineStarts = lineStarts(text);
    }

    static Node parse(Source source) throws SyntaxProblem {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(source.text().length() + 1);
        YamlParser parser = new YamlParser(source);
        try {
            StreamReader reader = new StreamReader(new StringReader(source.text()));
            Composer composer = new Composer(new ParserImpl(reader, options), new Resolver(), options);
            org.yaml.snakeyaml.nodes.Node root = composer.getSingleNode();
            if (root == null) {
                throw new SyntaxProblem(source.start(), "the file is empty", "write some keys, or remove the file");
            }
            return parser.convert(root, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new SyntaxProblem(
                    mark == null ? source.start() : parser.offset(mark),
                    "not valid YAML: " + e.getProblem(),
                    "check indentation, quotes and colons near here");
        } catch (YAMLException e) {
            throw new SyntaxProblem(source.start(), "not valid YAML: " + e.getMessage(), "write plain YAML 1.1");
        }
    }

    private Node convert(org.yaml.snakeyaml.nodes.Node node, int depth) throws SyntaxProblem {
        Span span = span(node);
        // Aliases may form a circle, which the composer allows.
        if (depth > MAX_DEPTH) {
            throw new SyntaxProblem(span.start(), "nested deeper than " + MAX_DEPTH + " levels", "flatten it");
        }
        if (node instanceof MappingNode mapping) {
            List<Member> members = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                members.add(member(tuple, depth));
            }
            return new ObjectNode(span, List.copyOf(members));
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            return new ArrayNode(span, List.copyOf(items));
        }
        return scalar((ScalarNode) node, span);
    }

    private Member member(NodeTuple tuple, int depth) throws SyntaxProblem {
        Span nameSpan = span(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw new SyntaxProblem(nameSpan.start(), "a key must be a plain text", "write key: value");
        }
        if (key.getTag().equals(Tag.MERGE)) {
            throw new SyntaxProblem(
                    nameSpan.start(), "merge keys (<<) are not supported", "repeat the keys, or use a plain alias");
        }
        return new Member(key.getValue(), nameSpan, convert(tuple.getValueNode(), depth + 1));
    }

    private static Node scalar(ScalarNode scalar, Span span) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.BOOL) && (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"))) {
            return new BooleanNode(span, value.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.NULL)) {
            return new NullNode(span);
        }
        // Times such as 12:30 and octal 017 count as numbers in YAML 1.1; only what JSON calls a number is one here.
        if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && isDecimal(value)) {
            return new NumberNode(span, value);
        }
        return new TextNode(span, value);
    }

    private static boolean isDecimal(String value) {
        boolean octal = value.length() > 1 && value.charAt(0) == '0' && value.charAt(1) != '.';
        for (int i = 0; i < value.length(); i++) {
            if ("0123456789.+-eE".indexOf(value.charAt(i)) < 0) {
                return false;
            }
        }
        return !octal;
    }

    private Span span(org.yaml.snakeyaml.nodes.Node node) {
        int start = offset(node.getStartMark());
        return new Span(start, Math.max(start, offset(node.getEndMark())));
    }

    /** Marks count code points; offsets count chars. */
    private int offset(Mark mark) {
        int start = lineStarts[Math.min(mark.getLine(), lineStarts.length - 1)];
        int points = Math.min(mark.getColumn(), text.codePointCount(start, text.length()));
        return text.offsetByCodePoints(start, points);
    }

    private static int[] lineStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(!text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf) || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                starts.add(i + 1);
            }
        }
        int[] array = new int[starts.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = starts.get(i);
        }
        return array;
    }
}
