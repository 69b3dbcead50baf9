package io.ccgate.admin.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.config.ConfigChanges;
import io.ccgate.admin.config.SeenFile;
import io.ccgate.config.edit.AtomicFile;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.file.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that were replaced and are taken out of {@code tenants.json} when their time has come. The dates outlive a restart in
 * {@code key-retirements.json} of the data folder, by the keys' ids. Any thread but an event loop.
 */
public final class KeyRetirement {
    private static final Logger log = LoggerFactory.getLogger(KeyRetirement.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ConfigChanges changes;
    private final InstantSource clock;
    private final Path file;
    private final Map<Retiring, Instant> dates = new TreeMap<>();

    private record Retiring(String tenant, String key) implements Comparable<Retiring> {
        @Override
        public int compareTo(Retiring other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : key.compareTo(other.key);
        }
    }

    /** @param dataFolder holds the dates */
    public KeyRetirement(ConfigChanges changes, Path dataFolder, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
        this.file = dataFolder.resolve("key-retirements.json");
        try {
            if (Files.exists(file)) {
                for (JsonNode entry : MAPPER.readTree(Files.readAllBytes(file))) {
                    dates.put(
                            new Retiring(
                                    entry.path("tenant").asText(),
                                    entry.path("key").asText()),
                            Instant.parse(entry.path("at").asText()));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            log.error("{} cannot be read; replaced keys stay until they are removed by hand", file, unreadable);
        }
    }

    /** When each key of a tenant goes, by its id. */
    synchronized Map<String, Instant> of(String tenant) {
        Map<String, Instant> own = new TreeMap<>();
        dates.forEach((retiring, at) -> {
            if (retiring.tenant().equals(tenant)) {
                own.put(retiring.key(), at);
            }
        });
        return own;
    }

    synchronized void retire(String tenant, List<String> keys, Instant at) throws IOException {
        keys.forEach(key -> dates.putIfAbsent(new Retiring(tenant, key), at));
        save();
    }

    /** Takes out what is due. */
    public void tick() {
        for (Retiring due : due()) {
            try {
                changes.change(
                        ConfigChanges.Actor.gateway(),
                        ConfigFile.TENANTS,
                        "tenant.key-retired",
                        due.tenant(),
                        seen -> removal(seen, due));
                synchronized (this) {
                    dates.remove(due);
                    save();
                }
            } catch (AdminProblem | IOException failed) {
                log.warn(
                        "The replaced key {} of tenant {} could not be taken out yet", due.key(), due.tenant(), failed);
            }
        }
    }

    private synchronized List<Retiring> due() {
        Instant now = clock.instant();
        List<Retiring> due = new ArrayList<>();
        dates.forEach((retiring, at) -> {
            if (!now.isBefore(at)) {
                due.add(retiring);
            }
        });
        return due;
    }

    /** Nothing when somebody took it out already, or when it is the last one. */
    private static List<Edit> removal(SeenFile seen, Retiring due) {
        JsonNode tenants = seen.tree().path("tenants");
        for (int i = 0; i < tenants.size(); i++) {
            List<TenantKeys.Held> held = TenantKeys.of(tenants.path(i));
            if (tenants.path(i).path("id").asText().equals(due.tenant()) && held.size() > 1) {
                for (TenantKeys.Held key : held) {
                    if (key.id().equals(due.key())) {
                        return List.of(new Edit.Remove("/tenants/" + i + key.step()));
                    }
                }
            }
        }
        return List.of();
    }

    private void save() throws IOException {
        ArrayNode all = MAPPER.createArrayNode();
        dates.forEach((retiring, at) -> all.addObject()
                .put("tenant", retiring.tenant())
                .put("key", retiring.key())
                .put("at", at.toString()));
        AtomicFile.write(file, MAPPER.writeValueAsBytes(all));
    }
}
