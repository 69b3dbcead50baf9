package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.ModelsConfig.Profile;
import io.ccgate.config.model.ModelsConfig.Sampling;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
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
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Request → conversation → request of the same protocol, for requests that use whatever of a rich one chance leaves in: nothing is
 * lost. What a protocol says in two ways comes back in the newer or shorter one, which is how the requests here are written.
 */
class RequestsComeBackAsTheyWereTest {
    private static final int ROUNDS = 500;
    private static final List<String> LEVELS = List.of("minimal", "low", "medium", "high", "xhigh", "max");

    /** A model that takes everything. */
    private static final Profile ANY = new Profile(
            0,
            0,
            List.of("adaptive", "disabled"),
            "disabled",
            LEVELS,
            Sampling.ANY,
            true,
            true,
            true,
            true,
            true,
            true);

    private static final Map<Protocol, String> RICH =
            Map.of(Protocol.ANTHROPIC, """
                {"model":"m","max_tokens":5000,
                 "system":[{"type":"text","text":"one","cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"text","text":"two"}],
                 "messages":[
                  {"role":"user","content":[
                   {"type":"text","text":"línea 🌍","cache_control":{"type":"ephemeral"}},
                   {"type":"image","source":{"type":"base64","media_type":"image/png","data":"QUJD"}},
                   {"type":"image","source":{"type":"url","url":"https://a.example/b.png"}},
                   {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"QUJD"},
                    "title":"T","context":"C"},
                   {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}}]},
                  {"role":"assistant","content":[
                   {"type":"thinking","thinking":"hm","signature":"sig"},{"type":"redacted_thinking","data":"red"},
                   {"type":"thinking","thinking":"","signature":"sig2"},
                   {"type":"text","text":"answer"},
                   {"type":"tool_use","id":"call_1","name":"tool0","input":{"k":"v","n":1.0}},
                   {"type":"tool_use","id":"call_2","name":"tool1","input":{}}]},
                  {"role":"user","content":[
                   {"type":"tool_result","tool_use_id":"call_1","content":[{"type":"text","text":"R"},
                    {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"QUJD"}}],"is_error":true},
                   {"type":"tool_result","tool_use_id":"call_2","content":"plain"},
                   {"type":"text","text":"next"}]},
                  {"role":"system","content":[{"type":"text","text":"in between"}]}],
                 "tools":[{"name":"tool0","description":"D","strict":true,"cache_control":{"type":"ephemeral"},
                   "input_schema":{"type":"object","properties":{"k":{"type":"string"}},"required":["k"]}},
                  {"name":"tool1","input_schema":{"type":"object","properties":{}}}],
                 "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
                 "stop_sequences":["END","\\"q\\""],"stream":true,"top_p":0.97,
                 "thinking":{"type":"adaptive","display":"summarized"},
                 "output_config":{"effort":"high","format":{"type":"json_schema",
                  "schema":{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}}},
                 "metadata":{"user_id":"u"},"service_tier":"auto"}\
                """, Protocol.CHAT, """
                {"model":"m","max_completion_tokens":5000,
                 "messages":[
                  {"role":"system","content":"one"},
                  {"role":"user","content":[{"type":"text","text":"línea 🌍"},
                   {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD","detail":"low"}},
                   {"type":"image_url","image_url":{"url":"https://a.example/b.png"}},
                   {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,QUJD"}}]},
                  {"role":"assistant","content":"answer","tool_calls":[
                   {"id":"call_1","type":"function","function":{"name":"tool0","arguments":"{\\"k\\":\\"v\\"}"}},
                   {"id":"call_2","type":"function","function":{"name":"tool1","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"call_1","content":"R"},
                  {"role":"tool","tool_call_id":"call_2","content":"plain"},
                  {"role":"user","content":"next"},
                  {"role":"system","content":"in between"}],
                 "tools":[{"type":"function","function":{"name":"tool0","description":"D","strict":true,
                   "parameters":{"type":"object","properties":{"k":{"type":"string"}},"required":["k"]}}},
                  {"type":"function","function":{"name":"tool1","parameters":{"type":"object","properties":{}}}}],
                 "tool_choice":"required","parallel_tool_calls":false,"stop":["END"],
                 "stream":true,"stream_options":{"include_usage":true},
                 "reasoning_effort":"high","seed":7,"frequency_penalty":0.5,"presence_penalty":0.25,"user":"u",
                 "logit_bias":{"5":1},"verbosity":"low","service_tier":"priority",
                 "response_format":{"type":"json_schema","json_schema":{"name":"city","strict":true,
                  "schema":{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}}}}\
                """, Protocol.RESPONSES, """
                {"model":"m","max_output_tokens":5000,"instructions":"one",
                 "input":[
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"línea 🌍"},
                   {"type":"input_image","image_url":"data:image/png;base64,QUJD","detail":"low"},
                   {"type":"input_image","image_url":"https://a.example/b.png"},
                   {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,QUJD"}]},
                  {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],"encrypted_content":"enc"},
                  {"type":"message","role":"assistant","content":[{"type":"output_text","text":"answer"}]},
                  {"type":"function_call","call_id":"call_1","name":"tool0","arguments":"{\\"k\\":\\"v\\"}"},
                  {"type":"function_call","call_id":"call_2","name":"tool1","arguments":"{}"},
                  {"type":"function_call_output","call_id":"call_1","output":"R"},
                  {"type":"function_call_output","call_id":"call_2","output":"plain"},
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"next"}]}],
                 "tools":[{"type":"function","name":"tool0","description":"D","strict":true,
                   "parameters":{"type":"object","properties":{"k":{"type":"string"}},"required":["k"]}},
                  {"type":"function","name":"tool1","strict":false,"parameters":{"type":"object","properties":{}}}],
                 "tool_choice":"required","parallel_tool_calls":false,"stream":true,
                 "reasoning":{"effort":"high","summary":"auto"},"user":"u","service_tier":"priority",
                 "store":false,"include":["reasoning.encrypted_content"],
                 "text":{"verbosity":"low","format":{"type":"json_schema","name":"city","strict":true,
                  "schema":{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}}}}\
                """, Protocol.GEMINI, """
                {"systemInstruction":{"parts":[{"text":"one"},{"text":"two"}]},
                 "contents":[
                  {"role":"user","parts":[{"text":"línea 🌍"},
                   {"inlineData":{"mimeType":"image/png","data":"QUJD"}},
                   {"fileData":{"mimeType":"image/jpeg","fileUri":"https://a.example/b.jpg"}},
                   {"inlineData":{"mimeType":"application/pdf","data":"QUJD"}}]},
                  {"role":"model","parts":[{"text":"answer"},
                   {"functionCall":{"id":"call_1","name":"tool0","args":{"k":"v"}},"thoughtSignature":"c2ln"},
                   {"functionCall":{"id":"call_2","name":"tool1","args":{}}}]},
                  {"role":"user","parts":[
                   {"functionResponse":{"id":"call_1","name":"tool0","response":{"error":"R"}}},
                   {"functionResponse":{"id":"call_2","name":"tool1","response":{"output":"plain"}}},
                   {"text":"next"}]}],
                 "tools":[{"functionDeclarations":[{"name":"tool0","description":"D",
                   "parametersJsonSchema":{"type":"object","properties":{"k":{"type":"string"}},"required":["k"]}},
                  {"name":"tool1","description":"E","parametersJsonSchema":{"type":"object","properties":{}}}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},
                 "generationConfig":{"maxOutputTokens":5000,"temperature":0.25,"topP":0.5,"topK":5,"seed":7,
                  "stopSequences":["END"],"presencePenalty":0.25,"frequencyPenalty":0.5,
                  "thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true},
                  "responseMimeType":"application/json","responseJsonSchema":
                   {"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}}}\
                """);

    /** What cannot be left out alone, because the rest would not be a request, or would mean another thing. */
    private static final List<String> FIXED = List.of(
            "/model",
            "/max_tokens",
            "/messages",
            "/contents",
            "/input",
            "/stream",
            "/stream_options",
            "/store",
            "/include");

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void nothingIsLost(Protocol protocol) {
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode request = (ObjectNode) Json.parse(RICH.get(protocol).getBytes(StandardCharsets.UTF_8));
            if (round > 0) {
                thin(request, new Random(round));
            }
            ObjectNode given = request.deepCopy();
            Dialect dialect = Dialect.of(protocol);
            boolean stream = protocol == Protocol.GEMINI;
            Conversation read = dialect.requestReader()
                    .read(
                            request,
                            ClientCall.of("/v1beta/models/m:" + (stream ? "streamGenerateContent?alt=sse" : "")),
                            new Losses(true));
            Target target = new Target(
                    protocol,
                    "m",
                    ModelTraits.of(ANY),
                    new ProviderTraits(true, true, Optional.of(true), false),
                    new Losses(true),
                    dialect.names().get());
            JsonNode written = Json.parse(Json.bytes(dialect.requestWriter().write(read, target)));
            assertThat(written).as("round %d", round).isEqualTo(given);
        }
    }

    /** Leaves out members and parts by chance. */
    private static void thin(ObjectNode request, Random chance) {
        List<String> names = new ArrayList<>();
        request.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!FIXED.contains("/" + name) && chance.nextInt(3) == 0) {
                request.remove(name);
            }
        }
        if (request.get("tools") == null) {
            request.remove(List.of("tool_choice", "toolConfig", "parallel_tool_calls"));
            withoutCalls(request);
        }
        if (request.get("thinking") == null && request.get("output_config") instanceof ObjectNode config) {
            // To us, an effort asks for thinking.
            config.remove("effort");
        }
        for (String parts :
                List.of("/messages/0/content", "/messages/1/content", "/contents/0/parts", "/input/0/content")) {
            if (request.at(JsonPointer.compile(parts)) instanceof ArrayNode several) {
                for (int i = several.size() - 1; i > 1; i--) {
                    if (chance.nextInt(3) == 0
                            && !several.get(i).path("type").asText().equals("tool_use")) {
                        several.remove(i);
                    }
                }
            }
        }
    }

    /** History with calls but without tools is refused by some protocols, so that a writer invents the tools. */
    private static void withoutCalls(ObjectNode request) {
        for (String list : List.of("messages", "contents", "input")) {
            if (request.get(list) instanceof ArrayNode turns) {
                while (turns.size() > 1) {
                    turns.remove(1);
                }
            }
        }
    }
}
