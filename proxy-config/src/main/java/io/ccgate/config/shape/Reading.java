package io.ccgate.config.shape;

import io.ccgate.config.check.Findings;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Member;
import io.ccgate.config.tree.Node.TextNode;
import io.ccgate.config.tree.Node.UnresolvedNode;
import java.nio.file.Path;
import java.util.Optional;

/** One file being read: where complaints go and what relative paths start from. */
public final class Reading {
    private final Document document;
    private final Path folder;
    private final Findings findings;
    private final Origins origins;

    /** @param folder the configuration folder */
    public Reading(Document document, Path folder, Findings findings, Origins origins) {
        this.document = document;
        this.folder = folder;
        this.findings = findings;
        this.origins = origins;
    }

    public Path folder() {
        return folder;
    }

    /** Reads a value; one that an unresolved reference stands for is passed over without a second complaint. */
    public <T> Optional<T> read(Type<T> type, Node node) {
        return node instanceof UnresolvedNode ? Optional.empty() : type.read(node, this);
    }

    public void reject(Node node, String problem, String remedy) {
        findings.error(document.placeOf(node), problem, remedy);
    }

    public void rejectName(Member member, String problem, String remedy) {
        findings.error(document.placeOfName(member), problem, remedy);
    }

    /** Remembers what a record was read from. */
    void remember(Object record, Node node) {
        origins.put(record, document, node);
    }

    /** What stands there instead; never the value of a reference. */
    static String describe(Node node) {
        if (node instanceof TextNode text) {
            return text.referenced() ? "the value of a reference" : "the text \"" + shorten(text.value()) + '"';
        }
        if (node instanceof Node.NumberNode number) {
            return "the number " + shorten(number.text());
        }
        return kind(node);
    }

    /** As {@link #describe}, but without any content. */
    static String kind(Node node) {
        if (node instanceof Node.ObjectNode) {
            return "an object";
        }
        if (node instanceof Node.ArrayNode) {
            return "a list";
        }
        if (node instanceof Node.BooleanNode bool) {
            return Boolean.toString(bool.value());
        }
        if (node instanceof Node.NumberNode) {
            return "a number";
        }
        return node instanceof Node.NullNode ? "null" : "a text";
    }

    private static String shorten(String text) {
        int limit = 40;
        return text.length() <= limit ? text : text.substring(0, limit) + "…";
    }
}
