package io.ccgate.config.tree;

import io.ccgate.config.check.Findings;
import io.ccgate.config.check.Place;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Text to document; what is wrong goes to the findings. */
public final class Parser {
    private Parser() {}

    /** Reads YAML when the file is named so, else JSON with comments. Empty when the text cannot be read at all. */
    public static Optional<Document> parse(Source source, Findings findings) {
        try {
            Node root = isYaml(source.file()) ? YamlParser.parse(source) : JsonParser.parse(source);
            Document document = new Document(source, root);
            reportDuplicates(document, root, findings);
            return Optional.of(document);
        } catch (SyntaxProblem problem) {
            Place place =
                    new Place(source.file(), source.line(problem.offset()), source.column(problem.offset()), "", true);
            findings.error(place, problem.problem(), problem.remedy());
            return Optional.empty();
        }
    }

    public static boolean isYaml(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private static void reportDuplicates(Document document, Node node, Findings findings) {
        if (node instanceof ObjectNode object) {
            Map<String, Span> seen = new HashMap<>();
            for (Member member : object.members()) {
                Span first = seen.putIfAbsent(member.name(), member.nameSpan());
                if (first != null) {
                    Source source = document.source();
                    findings.error(
                            document.placeOfName(member),
                            "\"" + member.name() + "\" is already set at line " + source.line(first.start())
                                    + ", column " + source.column(first.start()),
                            "remove one of the two");
                }
                reportDuplicates(document, member.value(), findings);
            }
        } else if (node instanceof Node.ArrayNode array) {
            for (Node item : array.items()) {
                reportDuplicates(document, item, findings);
            }
        }
    }
}
