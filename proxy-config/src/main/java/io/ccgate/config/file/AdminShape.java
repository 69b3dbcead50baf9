package io.ccgate.config.file;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AdminConfig.Role;
import io.ccgate.config.model.AdminConfig.Token;
import io.ccgate.config.secret.Secret;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import java.util.List;
import java.util.Locale;

/** {@code admin} of {@code server.json}. */
final class AdminShape {
    private static final Key<String> TOKEN_NAME =
            Key.of("name", Types.nonEmpty(), "Name of the token, for logs.").required();
    private static final Key<Secret> TOKEN = Key.of(
                    "token", Types.nonEmptySecret(), "The token, plain or sha256:<hex> (ccgate key hash).")
            .required();
    private static final Key<Role> ROLE = Key.of(
                    "role",
                    Types.choice(Role.values(), role -> role.name().toLowerCase(Locale.ROOT)),
                    "Whether the token may only read, or change things too.")
            .or("read");
    private static final Shape<Token> TOKEN_SHAPE = Shape.of(
            "A key for scripts.",
            in -> new Token(in.get(TOKEN_NAME), in.get(TOKEN), in.get(ROLE)),
            TOKEN_NAME,
            TOKEN,
            ROLE);

    private static final Key<Boolean> ENABLED = Key.of(
                    "enabled", Types.bool(), "Whether the console and the admin API are served.")
            .or(true);
    private static final Key<String> PATH =
            Key.of("path", Types.urlPath(), "Where the console is served.").or("/admin");
    private static final Key<String> USERNAME =
            Key.of("username", Types.nonEmpty(), "Name to log in with.").or("admin");
    private static final Key<Secret> PASSWORD =
            Key.of("password", Types.secret(), "Plain password; passwordHash is better and wins.");
    private static final Key<Secret> PASSWORD_HASH =
            Key.of("passwordHash", Types.nonEmptySecret(), "Hash of the password: pbkdf2-sha256, bcrypt or argon2id.");
    private static final Key<List<Token>> TOKENS =
            Key.of("tokens", Types.list(TOKEN_SHAPE), "Keys for scripts.").or(List.of());

    static final Shape<AdminConfig> ADMIN = Shape.of(
            "Who may administrate. Without a password or token nobody can.",
            in -> new AdminConfig(
                    in.get(ENABLED),
                    in.get(PATH),
                    in.get(USERNAME),
                    in.find(PASSWORD).filter(password -> !password.isEmpty()),
                    in.find(PASSWORD_HASH),
                    in.get(TOKENS)),
            ENABLED,
            PATH,
            USERNAME,
            PASSWORD,
            PASSWORD_HASH,
            TOKENS);

    private AdminShape() {}
}
