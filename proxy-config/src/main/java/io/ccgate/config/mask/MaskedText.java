package io.ccgate.config.mask;

import io.ccgate.config.check.Findings;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.mask.SecretPlaces.Place;
import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A configuration file's text without its secrets, and the way back. Pure. */
public final class MaskedText {
    /** Shorter ones may be words of the language. */
    private static final int TELLTALE_LENGTH = 8;

    private MaskedText() {}

    /** A mask that stands for nothing known. */
    public static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
        private final String pointer;

        Unknown(String pointer) {
            super("a masked value stands where none was before", null, false, false);
            this.pointer = pointer;
        }

        /** Where it stands in the file. */
        public String pointer() {
            return pointer;
        }
    }

    private record Splice(int from, int to, String with) {}

    /**
     * The text with a mask for every secret, also where one is repeated in a comment.
     *
     * @param name of the file, which tells JSON from YAML
     * @return empty when the text cannot be parsed, and so nobody knows what in it is secret
     */
    public static Optional<String> of(ConfigFile file, String name, String text) {
        Optional<Node> root = parse(name, text);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        List<Place> places = SecretPlaces.of(file, root.get());
        List<Splice> splices = new ArrayList<>();
        for (Place place : places) {
            splices.add(splice(text, place.node(), place.mask()));
        }
        String masked = spliced(text, splices);
        for (Place place : places) {
            if (place.node().value().length() >= TELLTALE_LENGTH
                    && !Mask.isMask(place.node().value())) {
                masked = masked.replace(place.node().value(), place.mask());
            }
        }
        return Optional.of(masked);
    }

    /**
     * A text that was shown masked and then edited, with the secrets back in their places.
     *
     * @param current what the file holds now
     * @throws Unknown when there is a mask that no secret of the file has
     */
    public static String restored(ConfigFile file, String name, String proposed, String current) throws Unknown {
        Optional<Node> root = parse(name, proposed);
        Optional<Node> before = parse(name, current);
        if (root.isEmpty() || before.isEmpty()) {
            return proposed;
        }
        List<Place> known = SecretPlaces.of(file, before.get());
        List<Splice> splices = new ArrayList<>();
        for (Place place : SecretPlaces.of(file, root.get())) {
            if (Mask.isMask(place.node().value())) {
                splices.add(splice(proposed, place.node(), secret(place, known)));
            }
        }
        return spliced(proposed, splices);
    }

    /** The secret that is shown like this: the one at the same place, or the only one that is. */
    private static String secret(Place masked, List<Place> known) throws Unknown {
        List<String> candidates = new ArrayList<>();
        for (Place place : known) {
            if (place.mask().equals(masked.node().value())) {
                if (place.pointer().equals(masked.pointer())) {
                    return place.node().value();
                }
                if (!candidates.contains(place.node().value())) {
                    candidates.add(place.node().value());
                }
            }
        }
        if (candidates.size() != 1) {
            throw new Unknown(masked.pointer());
        }
        return candidates.get(0);
    }

    private static Splice splice(String text, Node node, String value) {
        int start = node.span().start();
        int end = node.span().end();
        // A block of YAML text reaches up to the next key.
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder quoted = new StringBuilder();
        JsonText.quote(value, quoted);
        return new Splice(start, end, quoted.toString());
    }

    private static String spliced(String text, List<Splice> splices) {
        StringBuilder out = new StringBuilder(text);
        splices.stream()
                .sorted(Comparator.comparingInt(Splice::from).reversed())
                .forEach(splice -> out.replace(splice.from(), splice.to(), splice.with()));
        return out.toString();
    }

    private static Optional<Node> parse(String name, String text) {
        return Parser.parse(new Source(name, text), new Findings()).map(Document::root);
    }
}
