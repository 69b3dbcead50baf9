package io.ccgate.balance;

import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is an upstream's own. An upstream that lists models is taken at its word. One that lists none is asked first for
 * what its protocol's inventor makes, then for names that belong to nobody known, and only as a last resort for somebody else's
 * models: a request for a Claude model must not end up at an OpenAI account merely because both are configured. Pure.
 */
final class Suitability {
    private static final Pattern OF_OPENAI = Pattern.compile("(gpt|codex|chatgpt|o\\d).*");

    private Suitability() {}

    /** @param model not empty; the upstream's lists do not exclude it */
    static Fit of(UpstreamConfig upstream, String model) {
        if (lists(upstream, model)) {
            return Fit.OWN;
        }
        Protocol maker = maker(model);
        if (maker == null) {
            return Fit.POSSIBLE;
        }
        return maker == family(upstream.protocol()) ? Fit.OWN : Fit.GUESS;
    }

    private static boolean lists(UpstreamConfig upstream, String model) {
        for (ModelRule rule : upstream.models()) {
            if (rule.pattern().matches(model)) {
                return true;
            }
        }
        // Whoever allows some models refuses all others, so what is left here is allowed.
        return !upstream.allowedModels().isEmpty();
    }

    /** Chat stands for both of OpenAI's protocols. */
    private static Protocol family(Protocol protocol) {
        return protocol == Protocol.RESPONSES ? Protocol.CHAT : protocol;
    }

    private static @Nullable Protocol maker(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        if (name.indexOf('/') >= 0) {
            // "anthropic/claude-…" is a reseller's name: the maker itself would not know it.
            return null;
        }
        if (name.startsWith("claude")) {
            return Protocol.ANTHROPIC;
        }
        if (name.startsWith("gemini")) {
            return Protocol.GEMINI;
        }
        return OF_OPENAI.matcher(name).matches() ? Protocol.CHAT : null;
    }
}
