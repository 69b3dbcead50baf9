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
import io.ccgate.usage.history.Replay;
import io.ccgate.usage.history.UsageHistory;
import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
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
        UsageHistory history = new UsageHistory(new UsageFiles(dataFolder.resolve("usage")));
        new Replay(history, books.ledger()).run(config.tenants(), clock.instant());
        return new Explanation(balancer, books, clock, RequestFiles.in(dataFolder))
                .of(question, InForce.of(snapshot), InetAddress.getLoopbackAddress());
    }
}
