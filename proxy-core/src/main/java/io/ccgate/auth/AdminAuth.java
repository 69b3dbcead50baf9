package io.ccgate.auth;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AdminConfig.Role;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether somebody is the administrator. The tries of each address are limited across configurations.
 *
 * <p>A password hash costs hundreds of milliseconds on the caller's thread: never call {@link #login} on an event loop.
 * {@link #token} is fast and may be called anywhere.
 */
public final class AdminAuth {
    private final TryLimiter tries;
    private final Refusals refusals;

    public AdminAuth(TryLimiter tries, Refusals refusals) {
        this.tries = tries;
        this.refusals = refusals;
    }

    /** Hears of each wrong credential; not of those who have to wait, whose credentials are not looked at. */
    @FunctionalInterface
    public interface Refusals {
        /** @param what was tried: {@code administrator}, {@code token} or {@code tenant} */
        void refused(InetAddress client, String what);
    }

    /** What a try comes to. */
    public sealed interface Result {
        /** @param name the user's or the token's, for the audit log */
        record Granted(String name, Role role) implements Result {}

        /** Wrong, or administration is off or has no such credential. */
        record Denied() implements Result {}

        /** Too many failed tries: the credential was not even looked at. */
        record Wait(Duration time) implements Result {}
    }

    /** Checks user name and password; both are always compared, so that time tells nothing about either. */
    public Result login(AdminConfig config, InetAddress client, String username, String password) {
        if (!config.enabled()) {
            return new Result.Denied();
        }
        Duration wait = tries.admit(client);
        if (!wait.isZero()) {
            return new Result.Wait(wait);
        }
        boolean nameRight = Digest.of(config.username()).matches(Digest.of(username));
        boolean passwordRight = isPassword(config, password);
        if (!nameRight || !passwordRight) {
            refusals.refused(client, "administrator");
            return new Result.Denied();
        }
        tries.succeeded(client);
        return new Result.Granted(config.username(), Role.WRITE);
    }

    /** Checks a key for scripts. Only wrong ones count as tries: scripts may call in parallel. */
    public Result token(AdminConfig config, InetAddress client, String token) {
        if (!config.enabled()) {
            return new Result.Denied();
        }
        Duration wait = tries.waiting(client);
        if (!wait.isZero()) {
            return new Result.Wait(wait);
        }
        Digest presented = Digest.of(token);
        Optional<AdminConfig.Token> known = config.tokens().stream()
                .filter(candidate -> !candidate.token().isEmpty())
                .filter(candidate ->
                        Digest.configured(candidate.token().reveal()).matches(presented))
                .findFirst();
        if (known.isPresent()) {
            return new Result.Granted(known.get().name(), known.get().role());
        }
        tries.admit(client);
        refusals.refused(client, "token");
        return new Result.Denied();
    }

    /**
     * A tenant who logs in with its key. Wrong keys count as tries; a right one does not forgive them, or a tenant could guess at
     * the administrator's password without end.
     */
    public TenantResult tenant(TenantIndex tenants, InetAddress client, String key) {
        Duration wait = tries.waiting(client);
        if (!wait.isZero()) {
            return new TenantResult(Optional.empty(), wait);
        }
        Optional<TenantConfig> tenant = Optional.ofNullable(tenants.find(key)).filter(TenantConfig::enabled);
        if (tenant.isEmpty()) {
            tries.admit(client);
            refusals.refused(client, "tenant");
        }
        return new TenantResult(tenant, Duration.ZERO);
    }

    /**
     * What a tenant's try comes to.
     *
     * @param waiting not zero: too many failed tries, the key was not even looked at
     */
    public record TenantResult(Optional<TenantConfig> tenant, Duration waiting) {}

    private static boolean isPassword(AdminConfig config, String password) {
        if (config.passwordHash().isPresent()) {
            return PasswordHash.matches(password, config.passwordHash().get().reveal());
        }
        Optional<Secret> plain = config.password().filter(secret -> !secret.isEmpty());
        return plain.isPresent() && Digest.of(plain.get().reveal()).matches(Digest.of(password));
    }
}
