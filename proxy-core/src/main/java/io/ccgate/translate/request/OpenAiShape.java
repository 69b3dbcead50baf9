package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.ModelsConfig.Sampling;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What requests of Chat Completions and Responses have in common. */
final class OpenAiShape {
    private static final int LONGEST_USER = 64;

    private OpenAiShape() {}

    /** All system texts as one. */
    static String system(Conversation conversation) {
        StringJoiner joined = new StringJoiner("\n\n");
        for (Part.Text text : conversation.system()) {
            if (!text.text().isBlank()) {
                joined.add(text.text());
            }
        }
        return joined.toString();
    }

    /** The limit to send, within what the model can write; null to leave it to the provider. */
    static @Nullable Long maxTokens(Conversation conversation, Target target) {
        Long wanted = conversation.maxTokens();
        long most = target.traits().maxOutput();
        if (wanted != null && most > 0 && wanted > most) {
            target.losses().drop(Field.MAX_TOKENS.path(target.client()));
            return most;
        }
        return wanted;
    }

    /** The effort to send; empty for none: a model that does not reason refuses the parameter. */
    static String effort(Conversation conversation, Target target) {
        Reasoning reasoning = conversation.reasoning();
        if (reasoning == null || !target.traits().reasoning()) {
            return "";
        }
        if (reasoning.mode() == Reasoning.Mode.OFF) {
            return target.traits().effort().contains("none") ? "none" : "";
        }
        String level = reasoning.asLevel();
        boolean anyLevel = target.traits().effort().isEmpty();
        return level.isEmpty() || anyLevel ? level : target.traits().nearestEffort(level);
    }

    /** Reasoning models refuse sampling parameters. */
    static void sampling(Conversation conversation, Target target, ObjectNode out) {
        for (Param param : new Param[] {Param.TEMPERATURE, Param.TOP_P}) {
            JsonNode value = conversation.param(param);
            boolean refused = target.traits().reasoning() || target.traits().sampling() == Sampling.NONE;
            if (value != null && refused) {
                target.drop(param);
            } else if (value != null) {
                out.set(param.path(Protocol.CHAT), value);
            }
        }
    }

    static void user(Conversation conversation, ObjectNode out) {
        JsonNode user = conversation.param(Param.USER);
        if (user != null) {
            String name = user.asText();
            out.put("user", name.length() <= LONGEST_USER ? name : sha256(name));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static void tier(Conversation conversation, Target target, ObjectNode out) {
        JsonNode tier = conversation.param(Param.SERVICE_TIER);
        if (tier == null) {
            return;
        }
        if (target.client() != Protocol.ANTHROPIC) {
            out.set("service_tier", tier);
        } else if (tier.asText().equals("standard_only")) {
            out.put("service_tier", "default");
        }
    }

    /** A tool's schema: OpenAI refuses an object without properties. */
    static JsonNode parameters(Tool tool) {
        JsonNode schema = tool.jsonSchema();
        if (!(schema instanceof ObjectNode given)) {
            ObjectNode empty = Json.object().put("type", "object");
            empty.putObject("properties");
            return empty;
        }
        boolean bare =
                !given.has("properties") && given.path("type").asText("object").equals("object");
        if (!bare) {
            return given;
        }
        ObjectNode out = given.deepCopy().put("type", "object");
        out.putObject("properties");
        return out;
    }

    /** The tools that may be used. */
    static List<Tool> tools(Conversation conversation) {
        ToolChoice choice = conversation.toolChoice();
        if (choice == null || choice.allowed().isEmpty()) {
            return conversation.tools();
        }
        return conversation.tools().stream()
                .filter(tool -> choice.allowed().contains(tool.name()))
                .toList();
    }

    static String choiceWord(ToolChoice choice) {
        return switch (choice.mode()) {
            case ANY, NAMED -> "required";
            case NONE -> "none";
            case AUTO -> "auto";
        };
    }

    /** A result's text. There is no flag for a failed call, so the text says it. */
    static String resultText(Part.ToolResult result) {
        StringJoiner joined = new StringJoiner("\n");
        for (Part part : result.content()) {
            if (part instanceof Part.Text text) {
                joined.add(text.text());
            } else if (part instanceof Part.Foreign foreign) {
                joined.add(Json.text(foreign.raw()));
            } else if (part instanceof Part.Document document && document.source() instanceof Part.PlainText text) {
                joined.add(text.text());
            }
        }
        String text = joined.toString();
        boolean says = text.toLowerCase(Locale.ROOT).startsWith("error");
        return result.error() && !says ? "Error: " + text : text;
    }

    /** Whether a part of a result is no text and must travel beside it. */
    static boolean isAttachment(Part part) {
        return part instanceof Part.Image
                || (part instanceof Part.Document document && !(document.source() instanceof Part.PlainText));
    }

    /** A text document, with what is known of it in front. */
    static String documentText(Part.Document document, String text) {
        StringBuilder out = new StringBuilder();
        if (document.title() != null) {
            out.append(document.title()).append('\n');
        }
        if (document.context() != null) {
            out.append(document.context()).append('\n');
        }
        return out.append(text).toString();
    }

    static RejectedException stored(String at) {
        return RejectedException.unsupported(
                at, at + ": files stored at another provider are not seen by this upstream; send the data itself");
    }

    static void requirePdf(Target target, String at) {
        if (!target.traits().pdf()) {
            throw RejectedException.unsupported(at, at + ": " + target.model() + " does not take documents");
        }
    }
}
