package io.ccgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.auth.AdminAuth.Result;
import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AdminConfig.Role;
import io.ccgate.config.model.AdminConfig.Token;
import io.ccgate.config.secret.Secret;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorsAreCheckedSlowlyForGuessersTest {
    private static final InetAddress HOME = ip("192.0.2.1");
    // SHA-256 of "hello"
    private static final String HELLO = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final AtomicLong nanos = new AtomicLong();
    private final TryLimiter tries = new TryLimiter(nanos::get);
    private final AdminAuth auth = new AdminAuth(tries, (client, what) -> {});

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static AdminConfig admin(Optional<String> password, Optional<String> hash) {
        return new AdminConfig(
                true,
                "/admin",
                "root",
                password.map(Secret::of),
                hash.map(Secret::of),
                List.of(
                        new Token("ci", Secret.of("plain-token"), Role.READ),
                        new Token("ops", Secret.of(HELLO), Role.WRITE)));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nameAndPasswordMustBothBeRight() {
        AdminConfig config = admin(Optional.of("secret"), Optional.empty());
        assertThat(auth.login(config, HOME, "root", "secret")).isEqualTo(new Result.Granted("root", Role.WRITE));
        assertThat(auth.login(config, HOME, "root", "Secret")).isEqualTo(new Result.Denied());
        assertThat(auth.login(config, HOME, "toor", "secret")).isEqualTo(new Result.Denied());
    }

    @Test
    void theHashWinsOverThePlainPasswordAndNothingSetLetsNobodyIn() {
        assertThat(auth.login(admin(Optional.of("secret"), Optional.of(HELLO)), HOME, "root", "secret"))
                .isEqualTo(new Result.Denied());
        assertThat(auth.login(admin(Optional.of("secret"), Optional.of(HELLO)), HOME, "root", "hello"))
                .isInstanceOf(Result.Granted.class);
        assertThat(auth.login(admin(Optional.empty(), Optional.empty()), HOME, "root", ""))
                .isEqualTo(new Result.Denied());
    }

    @Test
    void tokensCarryTheirRole() {
        AdminConfig config = admin(Optional.empty(), Optional.empty());
        assertThat(auth.token(config, HOME, "plain-token")).isEqualTo(new Result.Granted("ci", Role.READ));
        assertThat(auth.token(config, HOME, "hello")).isEqualTo(new Result.Granted("ops", Role.WRITE));
        assertThat(auth.token(config, HOME, HELLO)).isEqualTo(new Result.Denied());
    }

    @Test
    void guessingGetsSlowerAndARightPasswordEndsIt() {
        AdminConfig config = admin(Optional.of("secret"), Optional.empty());
        for (int i = 0; i < 3; i++) {
            assertThat(auth.login(config, HOME, "root", "guess" + i)).isEqualTo(new Result.Denied());
        }
        assertThat(auth.login(config, HOME, "root", "secret")).isEqualTo(new Result.Wait(Duration.ofSeconds(1)));
        assertThat(auth.token(config, HOME, "plain-token")).isInstanceOf(Result.Wait.class);
        assertThat(auth.login(config, ip("192.0.2.2"), "root", "secret")).isInstanceOf(Result.Granted.class);
        pass(Duration.ofSeconds(1));
        assertThat(auth.login(config, HOME, "root", "guess")).isEqualTo(new Result.Denied());
        assertThat(auth.login(config, HOME, "root", "secret")).isEqualTo(new Result.Wait(Duration.ofSeconds(2)));
        pass(Duration.ofSeconds(2));
        assertThat(auth.login(config, HOME, "root", "secret")).isInstanceOf(Result.Granted.class);
        assertThat(auth.login(config, HOME, "root", "guess")).isEqualTo(new Result.Denied());
    }

    @Test
    void theWaitIsBoundedAndAnIPv6NetworkIsOneGuesser() {
        for (int i = 0; i < 40; i++) {
            InetAddress changing = ip("2001:db8:1:2::" + Integer.toHexString(i + 1));
            assertThat(tries.admit(changing)).isLessThanOrEqualTo(Duration.ofMinutes(15));
            pass(tries.waiting(changing));
        }
        assertThat(tries.admit(ip("2001:db8:1:2::99"))).isZero();
        assertThat(tries.waiting(ip("2001:db8:1:2::98"))).isEqualTo(Duration.ofMinutes(15));
        assertThat(tries.waiting(ip("2001:db8:1:3::1"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELLO,
                // PBKDF2-HMAC-SHA256, 1000 iterations, salt "saltsaltsaltsalt"
                "pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$xPtC4aQfrHLOSvRtiZU27kFX0pKUApJLNyyiYPHQ6AY=",
                "$2b$05$CCCCCCCCCCCCCCCCCCCCC.3Nxn4wBbCPuUupOgwKEXOSgZpCHWsqG"
            })
    void everyFormOfHashIsRead(String hash) {
        assertThat(PasswordHash.isKnownForm(hash)).isTrue();
        assertThat(PasswordHash.matches("hello", hash)).isTrue();
        assertThat(PasswordHash.matches("hellp", hash)).isFalse();
    }

    @Test
    void argon2idAgreesWithItsReferenceImplementation() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.matches("password", hash)).isTrue();
        assertThat(PasswordHash.matches("passwort", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "$2b$",
                "$2b$99$zzz",
                "$argon2id$x",
                "pbkdf2-sha256$x$y$z",
                "pbkdf2-sha256$1$AA==$AA==",
                "sha256:zz"
            })
    void anUnreadableHashMatchesNothing(String hash) {
        assertThat(PasswordHash.matches("hello", hash)).isFalse();
    }

    @Test
    void aNewHashMatchesAndIsNeverTheSame() {
        String hash = PasswordHash.of("hello");
        assertThat(hash).startsWith("$2b$12$").isNotEqualTo(PasswordHash.of("hello"));
        assertThat(PasswordHash.matches("hello", hash)).isTrue();
        assertThatThrownBy(() -> PasswordHash.of("x".repeat(73)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("72");
    }
}
