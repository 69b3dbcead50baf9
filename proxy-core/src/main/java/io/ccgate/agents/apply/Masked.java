package io.ccgate.agents.apply;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of what is shown: those we know, and what stands under names that secrets have. */
final class Masked {
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(\"?[\\w.-]*(?:token|key|secret|password|authorization)\"?\\s*[:=]\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,}]+)");
    private static final int SHORTEST = 8;

    private Masked() {}

    static String text(String shown, List<String> secrets) {
        String text = shown;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                text = text.replace(secret, "***");
            }
        }
        return NAMED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2).length() < SHORTEST || found.group(2).contains("***")
                                ? found.group()
                                : found.group(1) + "\"***\""));
    }
}
