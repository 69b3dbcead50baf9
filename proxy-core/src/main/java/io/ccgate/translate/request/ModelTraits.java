package io.ccgate.translate.request;

import io.ccgate.config.model.ModelsConfig.Profile;
import io.ccgate.config.model.ModelsConfig.Sampling;
import java.util.List;

/**
 * What the upstream's model accepts, as far as translation asks.
 *
 * @param maxOutput largest answer in tokens; 0 when unknown
 * @param adaptive takes {@code thinking: adaptive}
 * @param manual takes {@code thinking: enabled} with a budget
 * @param off how thinking is switched off: {@code disabled}, {@code between_tools}, or empty when it cannot be
 * @param thinksAnyway thinks when nothing is said about it
 * @param effort accepted levels
 */
public record ModelTraits(
        long maxOutput,
        boolean adaptive,
        boolean manual,
        String off,
        boolean thinksAnyway,
        List<String> effort,
        Sampling sampling,
        boolean midSystem,
        boolean forcedTool,
        boolean reasoning,
        boolean pdf) {

    private static final long DEFAULT_MAX_TOKENS = 32_000;

    public static ModelTraits of(Profile profile) {
        boolean adaptive = profile.thinking().contains("adaptive");
        boolean manual = profile.thinking().contains("enabled");
        String off = profile.thinking().contains("disabled")
                ? "disabled"
                : profile.thinking().contains("between_tools") ? "between_tools" : "";
        return new ModelTraits(
                profile.maxOutputTokens(),
                adaptive,
                manual,
                off,
                profile.thinkingDefault().equals("adaptive"),
                profile.effort(),
                profile.sampling(),
                profile.midSystem(),
                profile.forcedTool(),
                profile.reasoning(),
                profile.pdf());
    }

    /** The limit where the client gives none and the upstream needs one. */
    public long defaultMaxTokens() {
        return maxOutput > 0 ? Math.min(maxOutput, DEFAULT_MAX_TOKENS) : DEFAULT_MAX_TOKENS;
    }

    private static final List<String> LEVELS = List.of("minimal", "low", "medium", "high", "xhigh", "max");

    /** The same level, or the highest accepted one below it, or the lowest accepted one. Empty if none is accepted. */
    public String nearestEffort(String wanted) {
        int at = LEVELS.indexOf(wanted);
        for (int i = at; i >= 0; i--) {
            if (effort.contains(LEVELS.get(i))) {
                return LEVELS.get(i);
            }
        }
        for (String level : LEVELS) {
            if (effort.contains(level)) {
                return level;
            }
        }
        return "";
    }
}
