package io.ccgate.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request line names (RFC 9112, section 3.2). A server must take the absolute form too, and then the host that stands there
 * counts, whatever the {@code Host} header says (section 3.2.2). Pure.
 *
 * @param authority host and port of the absolute form; null for the other forms
 * @param originForm path and query, or {@code *}
 */
record RequestTarget(@Nullable String authority, String originForm) {
    /** Null when the text is no target of a request that is served here. */
    static @Nullable RequestTarget of(String text) {
        if (text.startsWith("/") || text.equals("*")) {
            return new RequestTarget(null, text);
        }
        int scheme = text.indexOf("://");
        if (scheme < 0 || !isHttp(text.substring(0, scheme))) {
            return null;
        }
        int from = scheme + "://".length();
        int end = from;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(from, end);
        // No host, or a name and a password before it: an http URI has neither (RFC 9110, sections 4.2.1 and 4.2.4).
        if (authority.isEmpty() || authority.startsWith(":") || authority.indexOf('@') >= 0) {
            return null;
        }
        String rest = text.substring(end);
        return new RequestTarget(authority, rest.startsWith("/") ? rest : "/" + rest);
    }

    private static boolean isHttp(String scheme) {
        String name = scheme.toLowerCase(Locale.ROOT);
        return name.equals("http") || name.equals("https");
    }
}
