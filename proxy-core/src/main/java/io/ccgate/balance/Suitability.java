package io.ccgate.balance;

import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is an upstream's own. An upstream that lists models is taken at its word. One that lists none is asked for what
 * its protocol's inventor makes and for names that belong to nobody known, so that a request for a Claude model does not end up at an
 * OpenAI account merely because both are configured. Pure.
 */
public final class Suitability {
    private Suitability() {}

    public static boolean fits(UpstreamConfig upstream, String model) {
        if (!upstream.allowedModels().isEmpty() || !upstream.models().isEmpty()) {
            return lists(upstream, model);
        }
        Protocol maker = maker(model);
        return maker == null || maker == family(upstream.protocol());
    }

    private static boolean lists(UpstreamConfig upstream, String model) {
        for (ModelRule rule : upstream.models()) {
            if (rule.pattern().matches(model)) {
                return true;
            }
        }
        for (ModelPattern pattern : upstream.allowedModels()) {
            if (pattern.matches(model)) {
                return true;
            }
        }
        // Rewrites alone do not say that nothing else is served.
        return upstream.allowedModels().isEmpty() && maker(model) == family(upstream.protocol());
    }

    /** Chat stands for both of OpenAI's protocols. */
    private static Protocol family(Protocol protocol) {
        return protocol == Protocol.RESPONSES ? Protocol.CHAT : protocol;
    }

    private static @Nullable Protocol maker(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.startsWith("claude") || name.startsWith("anthropic")) {
            return Protocol.ANTHROPIC;
        }
        if (name.startsWith("gemini")) {
            return Protocol.GEMINI;
        }
        return name.startsWith("gpt") || name.startsWith("codex") || name.startsWith("chatgpt") ? Protocol.CHAT : null;
    }
}
