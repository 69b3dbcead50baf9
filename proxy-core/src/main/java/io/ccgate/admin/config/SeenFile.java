package io.ccgate.admin.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ccgate.config.check.Findings;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.Shipped;
import io.ccgate.config.mask.MaskedText;
import io.ccgate.config.shape.JsonText;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Source;
import java.util.Optional;

/**
 * A configuration file as it stood at one moment. Immutable.
 *
 * @param name of the file
 * @param text empty when there is no file
 * @param tree what it holds, references as they are written; an empty object when there is no file
 * @param masked the same without secrets
 * @param tag tells this content from any other; empty when there is no file
 */
public record SeenFile(ConfigFile file, String name, String text, JsonNode tree, JsonNode masked, String tag) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Value of {@code ETag}: that there is no file is a state too. */
    public String etag() {
        return tag.isEmpty() ? "absent" : tag;
    }

    /**
     * What a change begins with: a {@code pricing.json} takes the place of the jar's whole table, so the first change of prices
     * takes the table over.
     */
    SeenFile begun() {
        if (file != ConfigFile.PRICING || !text.isEmpty()) {
            return this;
        }
        return of(file, name, Shipped.text("pricing.json"), tag).orElse(this);
    }

    /** What an edit begins with. */
    String textOrNew() {
        return text.isEmpty() ? "{\n}\n" : text;
    }

    /** Empty when the text cannot be parsed. */
    static Optional<SeenFile> of(ConfigFile file, String name, String text, String tag) {
        String masked = text.isEmpty() ? "" : MaskedText.of(file, name, text).orElse("");
        if (!text.isEmpty() && masked.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SeenFile(file, name, text, tree(name, text), tree(name, masked), tag));
    }

    private static JsonNode tree(String name, String text) {
        if (text.isEmpty()) {
            return MAPPER.createObjectNode();
        }
        Optional<Node> root =
                Parser.parse(new Source(name, text), new Findings()).map(document -> document.root());
        try {
            return MAPPER.readTree(root.map(JsonText::of).orElse("{}"));
        } catch (JsonProcessingException odd) {
            // A YAML scalar such as a lone number with a sign that JSON does not know.
            return MAPPER.createObjectNode();
        }
    }
}
