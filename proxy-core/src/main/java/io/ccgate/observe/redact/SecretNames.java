package io.ccgate.observe.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of headers and query parameters whose value is a credential, whatever it is. */
public final class SecretNames {
    public static final String MASK = "***";

    private static final Set<String> WHOLE = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "key",
            "auth",
            "sig",
            "signature",
            "x-auth");
    private static final List<String> PARTS = List.of(
            "api-key",
            "api_key",
            "apikey",
            "token",
            "secret",
            "password",
            "passwd",
            "auth",
            "credential",
            "access-key",
            "private-key");

    /** Names that say {@code token} and mean a number of them. */
    private static final List<String> HARMLESS = List.of("tokens", "ratelimit", "max-token", "max_token");

    private SecretNames() {}

    /** Whether the value under this name must not be shown. A percent sign hides a name, and no honest client writes one. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return WHOLE.contains(lower)
                || lower.indexOf('%') >= 0
                || (PARTS.stream().anyMatch(lower::contains)
                        && HARMLESS.stream().noneMatch(lower::contains));
    }

    /** A query (without its question mark) whose credentials are masked. */
    public static String maskQuery(String query) {
        if (query.isEmpty()) {
            return query;
        }
        StringBuilder out = new StringBuilder(query.length());
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            out.append(out.isEmpty() ? "" : "&");
            if (equals >= 0 && isSecret(parameter.substring(0, equals))) {
                out.append(parameter, 0, equals + 1).append(MASK);
            } else {
                out.append(parameter);
            }
        }
        return out.toString();
    }
}
