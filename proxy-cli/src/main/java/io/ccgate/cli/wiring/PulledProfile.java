package io.ccgate.cli.wiring;

import io.ccgate.agents.apply.Enabled;
import io.ccgate.agents.wish.Profile;
import io.ccgate.agents.wish.ServedProfile;
import io.ccgate.cli.exit.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A profile as a gateway serves it. */
record PulledProfile(ServedProfile served, String gateway, String key) {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ANSWER = 4 << 20;

    static PulledProfile of(String json, String gateway, String key) {
        try {
            return new PulledProfile(ServedProfile.read(json), gateway, key);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(
                    gateway + " answered something that is no profile; is it a CCGate of this version?", malformed);
        }
    }

    Profile profile() {
        Profile content = served.profile();
        return new Profile(
                Optional.of(new Profile.Endpoint(gateway, key)),
                content.settings(),
                content.servers(),
                content.prompts());
    }

    Enabled how(Instant now) {
        return new Enabled(gateway, Optional.of(served.tenant()), served.name(), now);
    }

    static String fetch(String gateway, String key) throws IOException {
        URI target = URI.create(gateway + "/agents/profile");
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        try {
            int status = connection.getResponseCode();
            if (status == 401 || status == 403) {
                throw new CommandFailure(gateway + " does not take this key; ask its administrator for yours");
            }
            if (status != 200) {
                throw new CommandFailure(
                        gateway + " answered with status " + status + "; is it a CCGate of this version?");
            }
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (IOException unreachable) {
            throw new CommandFailure("no answer from " + target + ": " + unreachable.getMessage(), unreachable);
        } finally {
            connection.disconnect();
        }
    }
}
