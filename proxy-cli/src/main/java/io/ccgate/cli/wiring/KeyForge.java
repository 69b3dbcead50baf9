package io.ccgate.cli.wiring;

import io.ccgate.auth.PasswordHash;
import io.ccgate.cli.port.Keys;
import io.ccgate.config.init.KeyGenerator;
import io.ccgate.config.secret.KeyForm;
import java.security.SecureRandom;

/** Makes keys and hashes. */
public final class KeyForge implements Keys {
    @Override
    public String newKey() {
        return new KeyGenerator(new SecureRandom()).key();
    }

    @Override
    public String hashKey(String key) {
        return KeyForm.hash(key);
    }

    @Override
    public String hashPassword(String password) {
        return PasswordHash.of(password);
    }
}
