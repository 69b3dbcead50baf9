package io.ccgate.config.file;

import io.ccgate.config.model.ModelsConfig;
import io.ccgate.config.model.ModelsConfig.Profile;
import io.ccgate.config.model.ModelsConfig.Sampling;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Numbers;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code models.json}: what the gateway knows of models, over the shipped table. */
public final class ModelsFile {
    private static final Key<Long> MAX_OUTPUT_TOKENS =
            Key.of("maxOutputTokens", Numbers.whole(0, Long.MAX_VALUE), "Largest answer; 0 when unknown.");
    private static final Key<Long> CONTEXT_WINDOW = Key.of(
            "contextWindow", Numbers.whole(0, Long.MAX_VALUE), "Tokens of input and output together; 0 when unknown.");
    private static final Key<List<String>> THINKING = Key.of(
            "thinking",
            Types.list(Types.nonEmpty()),
            "Accepted types of the thinking parameter: enabled, adaptive, between_tools, disabled.");
    private static final Key<String> THINKING_DEFAULT = Key.of(
            "thinkingDefault", Types.text(), "What holds when the client does not mention thinking, such as disabled.");
    private static final Key<List<String>> EFFORT = Key.of(
            "effort",
            Types.list(Types.nonEmpty()),
            "Accepted effort levels, lowest first: low, medium, high, xhigh, max.");
    private static final Key<Sampling> SAMPLING = Key.of(
            "sampling",
            Types.boolOr(Sampling.ANY, Sampling.NONE, Map.of("one", Sampling.ONE)),
            "Whether temperature, top_p and top_k are accepted; one: temperature or top_p, not both.");
    private static final Key<Boolean> PREFILL =
            Key.of("prefill", Types.bool(), "Whether the last message may be the assistant's.");
    private static final Key<Boolean> MID_SYSTEM =
            Key.of("midSystem", Types.bool(), "Whether a system message may stand between others.");
    private static final Key<Boolean> FORCED_TOOL =
            Key.of("forcedTool", Types.bool(), "Whether a tool may be forced while thinking.");
    private static final Key<Boolean> REASONING =
            Key.of("reasoning", Types.bool(), "Whether a reasoning effort is accepted.");
    private static final Key<Boolean> PDF = Key.of("pdf", Types.bool(), "Whether documents are accepted.");
    private static final Key<Boolean> STRUCTURED_OUTPUT =
            Key.of("structuredOutput", Types.bool(), "Whether a JSON schema for the answer is accepted.");

    /** The keys of a profile that are given. */
    record Patch(
            Optional<Long> maxOutputTokens,
            Optional<Long> contextWindow,
            Optional<List<String>> thinking,
            Optional<String> thinkingDefault,
            Optional<List<String>> effort,
            Optional<Sampling> sampling,
            Optional<Boolean> prefill,
            Optional<Boolean> midSystem,
            Optional<Boolean> forcedTool,
            Optional<Boolean> reasoning,
            Optional<Boolean> pdf,
            Optional<Boolean> structuredOutput) {

        Profile over(Profile base) {
            return new Profile(
                    maxOutputTokens.orElse(base.maxOutputTokens()),
                    contextWindow.orElse(base.contextWindow()),
                    thinking.orElse(base.thinking()),
                    thinkingDefault.orElse(base.thinkingDefault()),
                    effort.orElse(base.effort()),
                    sampling.orElse(base.sampling()),
                    prefill.orElse(base.prefill()),
                    midSystem.orElse(base.midSystem()),
                    forcedTool.orElse(base.forcedTool()),
                    reasoning.orElse(base.reasoning()),
                    pdf.orElse(base.pdf()),
                    structuredOutput.orElse(base.structuredOutput()));
        }
    }

    /** What the file holds: fields over those of the shipped table. */
    public record Content(Map<String, Patch> profiles) {

        /** A prefix the table lacks starts from the longest prefix of it there, so one field is enough to add a model. */
        public ModelsConfig over(ModelsConfig shipped) {
            Map<String, Profile> merged = new LinkedHashMap<>(shipped.profiles());
            profiles.forEach((prefix, patch) -> merged.put(prefix, patch.over(shipped.of(prefix))));
            return new ModelsConfig(Collections.unmodifiableMap(merged));
        }
    }

    private static final Shape<Patch> PROFILE = Shape.of(
            "What a family of models accepts.",
            in -> new Patch(
                    in.find(MAX_OUTPUT_TOKENS),
                    in.find(CONTEXT_WINDOW),
                    in.find(THINKING),
                    in.find(THINKING_DEFAULT),
                    in.find(EFFORT),
                    in.find(SAMPLING),
                    in.find(PREFILL),
                    in.find(MID_SYSTEM),
                    in.find(FORCED_TOOL),
                    in.find(REASONING),
                    in.find(PDF),
                    in.find(STRUCTURED_OUTPUT)),
            MAX_OUTPUT_TOKENS,
            CONTEXT_WINDOW,
            THINKING,
            THINKING_DEFAULT,
            EFFORT,
            SAMPLING,
            PREFILL,
            MID_SYSTEM,
            FORCED_TOOL,
            REASONING,
            PDF,
            STRUCTURED_OUTPUT);
    private static final Key<Map<String, Patch>> PROFILES = Key.of(
                    "profiles",
                    Types.map("model id prefix", PROFILE),
                    "Profiles by the longest matching prefix of a model id; absent fields are those of the shipped"
                            + " table.")
            .or(Map.of());

    /** The whole file. */
    public static final Shape<Content> SHAPE = Shape.of(
            "models.json: what models accept, over the table the gateway ships.",
            in -> new Content(in.get(PROFILES)),
            PROFILES);

    /** A table that knows no model; the shipped one is laid over it. */
    public static final ModelsConfig EMPTY = new ModelsConfig(Map.of());

    private ModelsFile() {}
}
