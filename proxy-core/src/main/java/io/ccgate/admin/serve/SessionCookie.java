package io.ccgate.admin.serve;

import io.ccgate.auth.AdminSessions;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;

/**
 * The console's cookie: out of reach of scripts, never sent along by other sites (RFC 6265bis), and only sent to the API, so that
 * it can never travel on to an upstream.
 */
final class SessionCookie {
    private static final String NAME = "ccgate_session";
    private static final String SECURE_NAME = "__Secure-ccgate_session";
    private static final String RULES = "; Path=/admin/v1; HttpOnly; SameSite=Strict";

    private SessionCookie() {}

    /** Value of {@code Set-Cookie} that opens a session. */
    static String opening(String id, boolean secure) {
        return name(secure) + '=' + id + RULES + "; Max-Age=" + AdminSessions.IDLE.toSeconds()
                + (secure ? "; Secure" : "");
    }

    /** Value of {@code Set-Cookie} that ends one. */
    static String closing(boolean secure) {
        return name(secure) + '=' + RULES + "; Max-Age=0" + (secure ? "; Secure" : "");
    }

    /** The session's id in a request. */
    static Optional<String> of(HttpHeaders headers) {
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).trim();
                if (name.equals(NAME) || name.equals(SECURE_NAME)) {
                    return Optional.of(pair.substring(equals + 1).trim());
                }
            }
        }
        return Optional.empty();
    }

    private static String name(boolean secure) {
        return secure ? SECURE_NAME : NAME;
    }
}
