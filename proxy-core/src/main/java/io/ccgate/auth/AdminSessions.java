package io.ccgate.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in to the console. A session ends when it is logged out, not used for eight hours, a day old, or when what it was
 * opened with no longer opens one: another password, a key taken away, a tenant disabled. Kept in memory only, and by digest, so
 * that neither a restart nor a dump hands sessions over. Any thread.
 */
public final class AdminSessions {
    /** How long a session lives that nobody uses. */
    public static final Duration IDLE = Duration.ofHours(8);

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long MOST = 2_000;
    private static final int TOKEN_BYTES = 32;

    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final Cache<Digest, Session> sessions;

    /** @param nanoTime monotonic clock in nanoseconds */
    public AdminSessions(LongSupplier nanoTime, SecureRandom random) {
        this.nanoTime = nanoTime;
        this.random = random;
        sessions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Somebody logged in.
     *
     * @param tenant whether {@code name} is a tenant's id; else it is the administrator's
     * @param csrf to be sent with every change, which a page of another site cannot know
     * @param basis digest of the credential that opened it
     */
    public record Session(boolean tenant, String name, String csrf, String basis, long since) {
        @Override
        public String toString() {
            return (tenant ? "tenant " : "admin ") + name;
        }
    }

    /**
     * A session just opened.
     *
     * @param id goes into the cookie, and nowhere else
     */
    public record Opened(String id, Session session) {
        @Override
        public String toString() {
            return session.toString();
        }
    }

    public Opened openAdmin(AdminConfig admin) {
        return open(false, admin.username(), basis(admin));
    }

    public Opened openTenant(TenantConfig tenant, String key) {
        return open(true, tenant.id(), Digest.of(key).toString());
    }

    private Opened open(boolean tenant, String name, String basis) {
        String id = token();
        Session session = new Session(tenant, name, token(), basis, nanoTime.getAsLong());
        sessions.put(Digest.of(id), session);
        return new Opened(id, session);
    }

    /** The session of a cookie, while it holds under this configuration. */
    public Optional<Session> find(String id, AdminConfig admin, TenantIndex tenants) {
        Digest digest = Digest.of(id);
        Session session = sessions.getIfPresent(digest);
        if (session == null) {
            return Optional.empty();
        }
        boolean old = nanoTime.getAsLong() - session.since() > LONGEST.toNanos();
        if (old || !holds(session, admin, tenants)) {
            sessions.invalidate(digest);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    private static boolean holds(Session session, AdminConfig admin, TenantIndex tenants) {
        if (!session.tenant()) {
            return session.basis().equals(basis(admin));
        }
        @Nullable TenantConfig tenant = tenants.withKey(session.name(), session.basis());
        return tenant != null && tenant.enabled();
    }

    public void close(String id) {
        sessions.invalidate(Digest.of(id));
    }

    /** Sessions open now, about. */
    public long count() {
        return sessions.estimatedSize();
    }

    private static String basis(AdminConfig admin) {
        String password =
                admin.passwordHash().or(admin::password).map(Secret::reveal).orElse("");
        return Digest.of(admin.username() + '\n' + password).toString();
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
