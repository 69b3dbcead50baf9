package io.ccgate.config.check;

import io.ccgate.config.model.AdminConfig;
import io.ccgate.config.model.AdminConfig.Token;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.config.secret.KeyForm;
import io.ccgate.config.secret.PasswordHash;
import io.ccgate.config.secret.Secret;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How well the admin's door is locked. */
record AdminCheck(ServerConfig server, Places places, Findings findings) {
    /** Passwords that others shipped, or that everybody tries first. */
    private static final Set<String> KNOWN =
            Set.of("changeme", "change-me", "change_me", "admin", "password", "123456", "your-secure-password");

    void run() {
        AdminConfig admin = server.admin();
        admin.passwordHash().ifPresent(this::checkHash);
        if (admin.passwordHash().isEmpty()) {
            admin.password().ifPresent(this::checkPassword);
        }
        checkTokens(admin);
    }

    private void checkPassword(Secret password) {
        Place place = places.of(password);
        if (KNOWN.contains(password.reveal().toLowerCase(Locale.ROOT))) {
            String problem = "the admin password is one that everybody knows";
            String remedy = "choose another one, best as passwordHash (ccgate key hash)";
            if (!server.admin().enabled() || ListenerCheck.loopbackOnly(server)) {
                findings.warning(place, problem, remedy);
            } else {
                findings.error(place, problem + ", and others can reach this machine", remedy);
            }
        } else if (place.literal()) {
            findings.warning(
                    place,
                    "the admin password stands here in plain text",
                    "write passwordHash (ccgate key hash), ${env:NAME} or ${file:path} instead");
        }
    }

    private void checkHash(Secret hash) {
        if (!PasswordHash.isKnownFormat(hash)) {
            findings.error(
                    places.of(hash),
                    "not a password hash of a known form",
                    "write $2b$… (bcrypt), $argon2id$… or what \"ccgate key hash --password\" prints");
        }
    }

    private void checkTokens(AdminConfig admin) {
        Map<String, Token> seen = new HashMap<>();
        Map<String, Token> byKey = new HashMap<>();
        for (Token token : admin.tokens()) {
            if (seen.putIfAbsent(token.name(), token) != null) {
                findings.error(
                        places.of(token, "name"),
                        "there is already a token named \"" + token.name() + '"',
                        "give every token its own name");
            }
            if (!KeyForm.isWellFormed(token.token())) {
                findings.error(places.of(token.token()), KeyForm.PROBLEM, KeyForm.REMEDY);
            } else if (byKey.putIfAbsent(KeyForm.sha256(token.token()), token) != null) {
                findings.error(places.of(token.token()), "another token is the same", "give every script its own");
            }
        }
    }
}
