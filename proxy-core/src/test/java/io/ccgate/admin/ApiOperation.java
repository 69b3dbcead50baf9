package io.ccgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One call of the API as its description tells it. */
record ApiOperation(String method, String template, JsonNode description) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    static List<ApiOperation> all(JsonNode openApi) {
        List<ApiOperation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                all.add(new ApiOperation(
                        operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()));
            }
        }
        return all;
    }

    String name() {
        return method + ' ' + template;
    }

    String access() {
        return description.path("x-access").asText();
    }

    boolean writes() {
        return access().equals("write");
    }

    /** Schema of what a request carries. */
    Optional<JsonNode> body() {
        return Optional.of(description.at("/requestBody/content/application~1json/schema"))
                .filter(schema -> !schema.isMissingNode());
    }

    boolean bodyRequired() {
        return description.at("/requestBody/required").asBoolean();
    }

    /** Parameters that stand in the path, the query or the head. */
    List<JsonNode> parameters(String in) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode parameter : description.path("parameters")) {
            if (parameter.path("in").asText().equals(in)) {
                found.add(parameter);
            }
        }
        return found;
    }

    /** Schema of a good answer; missing when it is no JSON. */
    JsonNode answer(int status) {
        return description.path("responses").path(Integer.toString(status)).at("/content/application~1json/schema");
    }

    boolean documents(int status) {
        return description.path("responses").has(Integer.toString(status));
    }

    /** The path with values for its variables, encoded. */
    String path(Map<String, String> values) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        encoded(values.getOrDefault(variable.group(1), "missing-" + variable.group(1)))));
    }

    /** The path with one variable as it is given, still encoded, and the others from the values. */
    String pathWith(String name, String raw, Map<String, String> values) {
        return VARIABLE.matcher(template).replaceAll(variable -> {
            boolean attacked = variable.group(1).equals(name);
            return Matcher.quoteReplacement(attacked ? raw : encoded(values.getOrDefault(variable.group(1), "x")));
        });
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
