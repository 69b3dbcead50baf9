package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** References to environment variables, <code>$&#123;env:NAME&#125;</code> and <code>$&#123;env:NAME:-default&#125;</code>, in texts of a tree. */
public final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(:-[^}]*)?}");

    private static final Pattern THEIRS = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-[^}]*)?}");

    private Variables() {}

    /** Whether a text holds a reference. */
    public static boolean occurIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** The name of the variable when a text is one reference and nothing else. */
    static Optional<String> only(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** As the agents themselves write it, which expand it when they start: <code>$&#123;NAME&#125;</code>. */
    static JsonNode asTheAgentsDo(JsonNode tree) {
        return map(tree, text -> REFERENCE.matcher(text).replaceAll("\\${$1$2}"));
    }

    /** In our own spelling what the agents write as <code>$&#123;NAME&#125;</code>. */
    public static JsonNode fromTheAgents(JsonNode tree) {
        return map(tree, text -> THEIRS.matcher(text).replaceAll("\\${env:$1$2}"));
    }

    /** With the values of the variables; unset ones without a default stay as they are. */
    public static JsonNode resolve(JsonNode tree, Function<String, @Nullable String> environment) {
        return map(
                tree,
                text -> REFERENCE.matcher(text).replaceAll(found -> {
                    String value = environment.apply(found.group(1));
                    String fallback = found.group(2);
                    boolean missing = value == null || value.isEmpty();
                    String with = missing
                            ? (fallback == null ? found.group() : fallback.substring(2))
                            : String.valueOf(value);
                    return Matcher.quoteReplacement(with);
                }));
    }

    /** The first reference that is left in a tree. */
    static Optional<String> firstIn(JsonNode tree) {
        Matcher matcher = REFERENCE.matcher(tree.toString());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    static JsonNode map(JsonNode node, Function<String, String> change) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> out.set(member.getKey(), map(member.getValue(), change)));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> out.add(map(item, change)));
            return out;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(change.apply(node.asText())) : node;
    }
}
