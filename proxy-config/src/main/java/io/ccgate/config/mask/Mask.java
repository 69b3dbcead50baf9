package io.ccgate.config.mask;

import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.References;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a secret is shown: enough to tell two apart, too little to use. Pure. */
public final class Mask {
    private static final String HIDDEN = "***";
    private static final int LONG_ENOUGH = 20;
    private static final int SHOWN = 4;
    private static final Pattern USER_INFO = Pattern.compile("^([a-z][a-z0-9+.-]*://[^/@:]*:)([^/@]+)(@.*)$");
    private static final Pattern REFERENCES = Pattern.compile("(\\$\\{(env|file):[^}]*})+");

    private Mask() {}

    /**
     * {@code ***} and, of long ones, the last four characters; {@code sha256:} in front stays. References are no secrets and stay as
     * they are, unless a default stands in them.
     */
    public static String of(String secret) {
        if (secret.isEmpty() || (REFERENCES.matcher(secret).matches() && !secret.contains(":-"))) {
            return secret;
        }
        if (References.occurIn(secret)) {
            return HIDDEN;
        }
        String prefix = secret.startsWith(KeyForm.PREFIX) ? KeyForm.PREFIX : "";
        return prefix + HIDDEN + (secret.length() >= LONG_ENOUGH ? secret.substring(secret.length() - SHOWN) : "");
    }

    /** A URL without the password in it. */
    static String ofUrl(String url) {
        Matcher matcher = USER_INFO.matcher(url);
        return matcher.matches() ? matcher.group(1) + HIDDEN + matcher.group(3) : url;
    }

    /** Whether a text looks like the mask of something. */
    public static boolean isMask(String text) {
        return text.startsWith(HIDDEN) || text.startsWith(KeyForm.PREFIX + HIDDEN) || text.contains(':' + HIDDEN + '@');
    }
}
