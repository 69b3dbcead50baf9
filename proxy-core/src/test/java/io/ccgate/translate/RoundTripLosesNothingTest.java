package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.fixture.Profiles;
import io.ccgate.translate.model.ClientWishes;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.OutputFormat;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.Tool;
import io.ccgate.translate.model.ToolChoice;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.request.ClientCall;
import io.ccgate.translate.request.Losses;
import io.ccgate.translate.request.ModelTraits;
import io.ccgate.translate.request.ProviderTraits;
import io.ccgate.translate.request.Target;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Conversation → protocol → conversation keeps everything, but for what a protocol cannot say: Chat and Responses have one system
 * text and no flag for failed calls, Chat replays no thoughts, Responses has no stop sequences.
 */
class RoundTripLosesNothingTest {
    private static final int ROUNDS = 400;
    private static final String[] WORDS = {"alpha", "\"quoted\"", "línea\nnueva", "日本語", "🌍", "\\back", "a\tb", "</x>"
    };

    private static Conversation random(Random random, Protocol protocol) {
        List<Turn> turns = new ArrayList<>();
        int calls = 0;
        List<Part> user = new ArrayList<>(List.of(text(random)));
        for (int t = random.nextInt(4); t >= 0; t--) {
            if (random.nextBoolean()) {
                user.add(new Part.Image(new Part.Base64("image/png", "QUJD"), null, null, ""));
            }
            turns.add(new Turn(Turn.Role.USER, user));
            user = new ArrayList<>();
            if (t == 0) {
                break;
            }
            List<Part> assistant = new ArrayList<>();
            int wanted = random.nextInt(3);
            if (protocol == Protocol.ANTHROPIC) {
                assistant.add(new Part.Thinking(word(random), Seal.anthropic("sig" + random.nextInt())));
            } else if (protocol == Protocol.RESPONSES) {
                assistant.add(new Part.Thinking(word(random), Seal.openAi("rs_1", "enc" + random.nextInt())));
            }
            assistant.add(text(random));
            if (protocol == Protocol.GEMINI && wanted > 0) {
                assistant.add(new Part.Thinking("", Seal.gemini("c2ln")));
            }
            for (int c = 0; c < wanted; c++) {
                String id = "call_" + calls++;
                assistant.add(new Part.ToolCall(id, "tool" + c, arguments(random), false, null, ""));
                boolean failed = random.nextInt(4) == 0;
                String said = (failed ? "Error: " : "") + word(random);
                user.add(new Part.ToolResult(id, List.of(new Part.Text(said)), true, failed, null, ""));
            }
            turns.add(new Turn(Turn.Role.ASSISTANT, assistant));
            user.add(text(random));
        }
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ObjectNode schema = Json.object().put("type", "object");
            schema.putObject("properties").putObject("p" + random.nextInt(9)).put("type", "string");
            tools.add(new Tool("tool" + i, word(random), schema, false, false, null, null, ""));
        }
        ToolChoice[] choices = {
            ToolChoice.of(ToolChoice.Mode.AUTO), ToolChoice.of(ToolChoice.Mode.ANY), ToolChoice.named("tool1")
        };
        return new Conversation(
                List.of(text(random)),
                turns,
                tools,
                choices[random.nextInt(3)],
                null,
                1 + (long) random.nextInt(5000),
                protocol == Protocol.RESPONSES ? List.of() : List.of("END", word(random)),
                null,
                random.nextBoolean()
                        ? OutputFormat.TEXT
                        : new OutputFormat.Schema(
                                "response",
                                null,
                                Json.object().put("type", "object").put("additionalProperties", false),
                                true),
                false,
                Map.of(Param.TEMPERATURE, Json.parse("0.25".getBytes(StandardCharsets.UTF_8))),
                ClientWishes.NONE);
    }

    private static Part.Text text(Random random) {
        return new Part.Text(word(random) + word(random));
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)] + random.nextInt(100);
    }

    private static String arguments(Random random) {
        return Json.text(Json.object().put("k", word(random)).put("n", random.nextInt()));
    }

    /** What must survive, as comparable text. */
    private static List<String> essence(Conversation conversation, Protocol protocol) {
        List<String> out = new ArrayList<>();
        conversation.system().forEach(text -> out.add("system " + text.text()));
        for (Turn turn : conversation.turns()) {
            for (Part part : turn.parts()) {
                String essence = essence(part, protocol);
                if (essence != null) {
                    out.add(turn.role() + " " + essence);
                }
            }
        }
        conversation.tools().forEach(tool -> out.add(tool.name() + tool.description() + tool.jsonSchema()));
        out.add(conversation.toolChoice() + " " + conversation.maxTokens() + " " + conversation.stops());
        out.add(
                conversation.format() instanceof OutputFormat.Schema schema
                        ? schema.schema().toString()
                        : "text");
        out.add(String.valueOf(conversation.param(Param.TEMPERATURE)));
        return out;
    }

    private static @Nullable String essence(Part part, Protocol protocol) {
        if (part instanceof Part.Text text) {
            return text.text();
        }
        if (part instanceof Part.ToolCall call) {
            return call.id() + call.name() + Json.parseOrNull(call.arguments());
        }
        if (part instanceof Part.ToolResult result) {
            boolean flagged = protocol == Protocol.ANTHROPIC || protocol == Protocol.GEMINI;
            return result.callId() + result.content().get(0) + (flagged ? result.error() : "");
        }
        if (part instanceof Part.Image image) {
            return image.source().toString();
        }
        return part instanceof Part.Thinking thinking ? thinking.toString() : null;
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void keepsWhatItCanSay(Protocol protocol) {
        Dialect dialect = Dialect.of(protocol);
        for (int round = 0; round < ROUNDS; round++) {
            Conversation before = random(new Random(round), protocol);
            Target target = new Target(
                    protocol,
                    "m",
                    ModelTraits.of(Profiles.of("any")),
                    ProviderTraits.NONE,
                    new Losses(true),
                    dialect.names().get());
            JsonNode written = dialect.requestWriter().write(before, target);
            ObjectNode sent = (ObjectNode) Json.parse(Json.bytes(written));
            Conversation after = dialect.requestReader().read(sent, ClientCall.of("/"), new Losses(true));
            assertThat(essence(after, protocol)).as("round %d", round).isEqualTo(essence(before, protocol));
            JsonNode again = dialect.requestWriter().write(after, target);
            assertThat(Json.parse(Json.bytes(again))).as("round %d", round).isEqualTo(sent);
        }
    }
}
