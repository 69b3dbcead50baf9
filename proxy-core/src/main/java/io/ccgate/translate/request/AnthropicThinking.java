package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Reasoning;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a wish for reasoning becomes Anthropic's {@code thinking} and effort.
 *
 * @param parameter null when it is left to the model
 * @param effort empty when it is left to the model
 * @param on whether thinking was switched on
 */
record AnthropicThinking(@Nullable ObjectNode parameter, String effort, boolean on) {
    private static final long LEAST_BUDGET = 1024;
    private static final AnthropicThinking UNSAID = new AnthropicThinking(null, "", false);

    /** @param forced a tool must be called, which excludes thinking */
    static AnthropicThinking decide(Conversation conversation, Target target, boolean forced, long maxTokens) {
        ModelTraits traits = target.traits();
        Reasoning reasoning = conversation.reasoning();
        if (forced) {
            return withoutThinking(reasoning, traits);
        }
        if (reasoning == null) {
            return UNSAID;
        }
        if (reasoning.mode() == Reasoning.Mode.OFF) {
            return off(target);
        }
        if (traits.adaptive()) {
            ObjectNode parameter = Json.object().put("type", "adaptive").put("display", display(target, reasoning));
            String level = reasoning.asLevel();
            return new AnthropicThinking(parameter, level.isEmpty() ? "" : traits.nearestEffort(level), true);
        }
        if (!traits.manual()) {
            target.losses().drop(Field.REASONING.path(target.client()));
            return UNSAID;
        }
        long budget = Math.min(budget(reasoning), maxTokens - LEAST_BUDGET);
        if (budget < LEAST_BUDGET || lastCallLacksThought(conversation)) {
            target.losses().drop(Field.REASONING.path(target.client()));
            return UNSAID;
        }
        return new AnthropicThinking(Json.object().put("type", "enabled").put("budget_tokens", budget), "", true);
    }

    private static AnthropicThinking withoutThinking(@Nullable Reasoning reasoning, ModelTraits traits) {
        boolean mustSay = traits.thinksAnyway() && !traits.off().isEmpty();
        String wanted = reasoning == null ? "" : reasoning.asLevel();
        String effort = traits.adaptive() && !wanted.isEmpty() ? traits.nearestEffort(wanted) : "";
        if (mustSay && (effort.equals("xhigh") || effort.equals("max"))) {
            effort = "high";
        }
        return new AnthropicThinking(mustSay ? Json.object().put("type", traits.off()) : null, effort, false);
    }

    private static AnthropicThinking off(Target target) {
        ModelTraits traits = target.traits();
        if (!traits.adaptive()) {
            return UNSAID;
        }
        if (!traits.off().isEmpty()) {
            return new AnthropicThinking(Json.object().put("type", traits.off()), "", false);
        }
        target.losses().drop(Field.REASONING.path(target.client()));
        return new AnthropicThinking(null, traits.nearestEffort("low"), true);
    }

    /** Chat clients read thoughts whenever they come; the others say whether they want to. */
    private static String display(Target target, Reasoning reasoning) {
        return target.client() == Protocol.CHAT || reasoning.show() ? "summarized" : "omitted";
    }

    private static long budget(Reasoning reasoning) {
        return switch (reasoning.mode()) {
            case BUDGET -> Math.max(LEAST_BUDGET, reasoning.budget());
            case DYNAMIC -> 8192;
            default ->
                switch (reasoning.level()) {
                    case "minimal" -> LEAST_BUDGET;
                    case "low" -> 2048;
                    case "medium" -> 8192;
                    case "high" -> 16384;
                    case "xhigh" -> 24576;
                    default -> 32000;
                };
        };
    }

    /** Models that think by a budget refuse a tool call in the last assistant turn whose thought is lost. */
    private static boolean lastCallLacksThought(Conversation conversation) {
        boolean called = false;
        List<Turn> turns = conversation.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            Turn turn = turns.get(i);
            if (turn.role() != Turn.Role.ASSISTANT) {
                if (called) {
                    break;
                }
                continue;
            }
            for (Part part : turn.parts()) {
                called |= part instanceof Part.ToolCall;
                if (part instanceof Part.Thinking thinking && isAnthropic(thinking.seal())) {
                    return false;
                }
            }
            boolean more = i > 0 && turns.get(i - 1).role() == Turn.Role.ASSISTANT;
            if (!more) {
                break;
            }
        }
        return called;
    }

    static boolean isAnthropic(@Nullable Seal seal) {
        return seal != null
                && !seal.value().isEmpty()
                && (seal.kind() == Seal.Kind.ANTHROPIC || seal.kind() == Seal.Kind.ANTHROPIC_REDACTED);
    }
}
