package io.ccgate.config.load;

import io.ccgate.config.check.Findings;
import io.ccgate.config.secret.References;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.ArrayNode;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.ObjectNode;
import io.ccgate.config.tree.Node.TextNode;
import io.ccgate.config.tree.Node.UnresolvedNode;
import java.util.ArrayList;
import java.util.List;

/** Replaces references in every text value of a tree; keys stay as they are. */
final class Interpolation {
    private final Document document;
    private final References references;
    private final Findings findings;
    private final boolean files;

    private Interpolation(Document document, References references, Findings findings, boolean files) {
        this.document = document;
        this.references = references;
        this.findings = findings;
        this.files = files;
    }

    static Document apply(Document document, References references, Findings findings) {
        Node root = new Interpolation(document, references, findings, false).resolve(document.root());
        return new Document(document.source(), root);
    }

    /**
     * For a file that is meant for other machines: references to variables stay as they are, for those machines to resolve; texts
     * under the key {@code file} are replaced by what the file holds.
     */
    static Document ofFiles(Document document, References references, Findings findings) {
        Interpolation interpolation = new Interpolation(document, references.filesOnly(), findings, true);
        return new Document(document.source(), interpolation.resolve(document.root()));
    }

    private Node resolve(Node node) {
        if (node instanceof TextNode text) {
            return text.value().contains("${") ? resolve(text) : text;
        }
        if (node instanceof ObjectNode object) {
            List<Member> members = new ArrayList<>(object.members().size());
            for (Member member : object.members()) {
                members.add(new Member(member.name(), member.nameSpan(), resolveMember(member)));
            }
            return new ObjectNode(object.span(), members);
        }
        if (node instanceof ArrayNode array) {
            List<Node> items = new ArrayList<>(array.items().size());
            for (Node item : array.items()) {
                items.add(resolve(item));
            }
            return new ArrayNode(array.span(), items);
        }
        return node;
    }

    private Node resolveMember(Member member) {
        return files && member.name().equals("file") && member.value() instanceof TextNode path
                ? resolve(new TextNode(path.span(), "${file:" + path.value() + "}"))
                : resolve(member.value());
    }

    private Node resolve(TextNode text) {
        try {
            return new TextNode(text.span(), references.resolve(text.value()), References.occurIn(text.value()));
        } catch (References.Broken broken) {
            findings.error(document.placeOf(text), broken.problem(), broken.remedy());
            return new UnresolvedNode(text.span());
        }
    }
}
