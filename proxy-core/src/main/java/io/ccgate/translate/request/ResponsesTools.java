package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.ClientWishes.ToolFace;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.wire.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of a Responses request: namespaces flattened, free-text tools marked, OpenAI's own left out or refused. */
final class ResponsesTools {
    private final Losses losses;
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, ToolFace> faces = new HashMap<>();

    ResponsesTools(Losses losses) {
        this.losses = losses;
    }

    List<Tool> tools() {
        return new ArrayList<>(tools.values());
    }

    Map<String, ToolFace> faces() {
        return Map.copyOf(faces);
    }

    boolean has(String name) {
        return tools.containsKey(name);
    }

    /** The neutral name of a tool, a call of one or a choice of one. */
    static String name(JsonNode holder) {
        return name(Json.string(holder, "namespace", ""), Json.string(holder, "name", ""));
    }

    private static String name(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "__" + name;
    }

    /** Takes a tool over unless one of that name is known: what comes first wins. */
    void add(JsonNode tool, String at, String namespace) {
        String type = Json.string(tool, "type", "");
        switch (type) {
            case "function" -> put(tool, at, namespace, false);
            case "custom" -> put(tool, at, namespace, true);
            case "namespace" -> {
                int i = 0;
                for (JsonNode inner : Json.list(tool, "tools")) {
                    add(inner, at + ".tools[" + i++ + "]", Json.string(tool, "name", ""));
                }
            }
            default -> {
                if (!type.startsWith("web_search") && !type.equals("image_generation") && !type.equals("tool_search")) {
                    throw RejectedException.unsupported(
                            at + ".type", at + ".type " + type + " runs on OpenAI's servers and not at this upstream");
                }
                losses.drop(at);
            }
        }
    }

    private void put(JsonNode tool, String at, String namespace, boolean freeform) {
        String bare = Json.string(tool, "name", "");
        String name = name(namespace, bare);
        if (bare.isEmpty()) {
            throw RejectedException.invalid(at + ".name", at + ".name is missing");
        }
        if (!namespace.isEmpty() && tools.containsKey(name)) {
            return;
        }
        tools.remove(name);
        tools.put(
                name,
                new Tool(
                        name,
                        Json.string(tool, "description"),
                        Json.get(tool, "parameters"),
                        Json.isTrue(tool, "strict"),
                        freeform,
                        Json.get(tool, "format"),
                        null,
                        at));
        faces.put(name, new ToolFace(namespace, bare, freeform));
    }

    /** A tool that came within the input: one of the same name at the top level wins. */
    void addLater(JsonNode tool, String at) {
        boolean known = !Json.string(tool, "type", "").equals("namespace") && has(Json.string(tool, "name", ""));
        if (!known) {
            add(tool, at, "");
        }
    }
}
