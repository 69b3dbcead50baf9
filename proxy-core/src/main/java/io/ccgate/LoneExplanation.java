package io.ccgate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.explain.Explanation;
import io.ccgate.balance.Balancer;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Config;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.exchange.InForce;
import io.ccgate.observe.requests.RequestFiles;
import io.ccgate.usage.UsageBooks;
import io.ccgate.usage.history.Past;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Explains a request from the files alone, without a gateway around it: by the configuration as it stands there, with every upstream
 * well and no session bound, against what the data folder says was used. Writes nothing.
 */
public final class LoneExplanation {
    private LoneExplanation() {}

    /**
     * @param loaded good
     * @param dataFolder holds {@code usage/} and {@code requests/}, if there is anything yet
     * @param question as {@code POST /admin/v1/explain} takes it
     * @throws AdminProblem when the question is not right
     */
    public static ObjectNode of(LoadResult loaded, Path dataFolder, JsonNode question, InstantSource clock)
            throws IOException {
        Config config = loaded.config().orElseThrow();
        ConfigSnapshot snapshot = new ConfigSnapshot(1, loaded.hash(), clock.instant(), config, loaded.warnings());
        Balancer balancer = new Balancer(
                System::nanoTime,
                clock,
                () -> ThreadLocalRandom.current().nextLong(),
                (client, upstream) -> true,
                event -> {});
        balancer.apply(snapshot);
        UsageBooks books = new UsageBooks(dataFolder, config.server().usage(), clock, List.of());
        UsageFiles files = new UsageFiles(dataFolder.resolve("usage"));
        Past past = new Past(
                files,
                new UsageHistory(files),
                books.ledger(),
                tenantId -> zone(config, tenantId),
                clock.instant(),
                () -> false);
        past.open();
        past.count(() -> false);
        return new Explanation(balancer, books, clock, RequestFiles.in(dataFolder))
                .of(question, InForce.of(snapshot), InetAddress.getLoopbackAddress());
    }

    private static ZoneId zone(Config config, String tenantId) {
        return config.tenants().stream()
                .filter(tenant -> tenant.id().equals(tenantId))
                .map(tenant -> tenant.limits().timeZone())
                .findFirst()
                .orElse(ZoneOffset.UTC);
    }
}
