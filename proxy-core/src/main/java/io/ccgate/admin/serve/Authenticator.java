package io.ccgate.admin.serve;

import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.Caller;
import io.ccgate.auth.AdminAuth;
import io.ccgate.auth.AdminAuth.Result;
import io.ccgate.auth.AdminSessions;
import io.ccgate.auth.AdminSessions.Session;
import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AdminConfig.Role;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.exchange.InForce;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls: by a token or a tenant's key ({@code Authorization: Bearer}), by user name and password
 * ({@code Basic}), or by the console's session. On worker threads: a password costs hundreds of milliseconds.
 */
public final class Authenticator {
    /** Carries the session's second secret with every change. */
    static final String CSRF_HEADER = "x-csrf-token";

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Supplier<InForce> inForce;
    private final AdminAuth admins;
    private final AdminSessions sessions;

    public Authenticator(Supplier<InForce> inForce, AdminAuth admins, AdminSessions sessions) {
        this.inForce = inForce;
        this.admins = admins;
        this.sessions = sessions;
    }

    /** @throws AdminProblem when credentials are presented that are not right, or must not be used like this */
    Caller caller(String method, HttpHeaders headers, InetAddress address) {
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            return byHeader(authorization, address);
        }
        Optional<Session> session = session(headers);
        if (session.isEmpty()) {
            return Caller.nobody(address);
        }
        if (!SAFE.contains(method) && !isEqual(session.get().csrf(), headers.get(CSRF_HEADER))) {
            throw AdminProblem.forbidden(
                    "a change by a logged-in browser must carry the session's token",
                    "send the csrf_token of GET /admin/v1/session as " + CSRF_HEADER);
        }
        return session.get().tenant()
                ? Caller.tenant(session.get().name(), address, "session")
                : Caller.admin(session.get().name(), Role.WRITE, address, "session");
    }

    /** The session of the request's cookie, while it holds. */
    public Optional<Session> session(HttpHeaders headers) {
        InForce now = inForce.get();
        return SessionCookie.of(headers)
                .flatMap(id -> sessions.find(id, now.config().server().admin(), now.tenants()));
    }

    private Caller byHeader(String authorization, InetAddress address) {
        InForce now = inForce.get();
        AdminConfig admin = now.config().server().admin();
        String bearer = afterScheme(authorization, "Bearer ");
        if (bearer != null) {
            TenantConfig tenant = now.tenants().find(bearer);
            if (tenant != null && tenant.enabled()) {
                return Caller.tenant(tenant.id(), address, "key");
            }
            return granted(admins.token(admin, address, bearer), address, "token");
        }
        String basic = afterScheme(authorization, "Basic ");
        String pair = basic == null ? null : decoded(basic);
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            throw AdminProblem.notLoggedIn(
                    "the Authorization header cannot be read", "send 'Authorization: Bearer TOKEN'");
        }
        Result result = admins.login(admin, address, pair.substring(0, colon), pair.substring(colon + 1));
        return granted(result, address, "password");
    }

    static Caller granted(Result result, InetAddress address, String via) {
        if (result instanceof Result.Granted granted) {
            return Caller.admin(granted.name(), granted.role(), address, via);
        }
        if (result instanceof Result.Wait wait) {
            throw AdminProblem.tooManyTries(seconds(wait.time()));
        }
        throw AdminProblem.notLoggedIn(
                "these credentials are not right",
                "use a token of admin.tokens, the admin's user name and password, or a tenant's key");
    }

    /** Rounded up, so that who waits so long waits long enough. */
    static int seconds(Duration wait) {
        return Math.toIntExact(wait.plusMillis(999).toSeconds());
    }

    private static boolean isEqual(String expected, @Nullable String presented) {
        return presented != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String afterScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).trim()
                : null;
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
