package io.ccgate.config.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ccgate.config.check.Finding;
import io.ccgate.config.load.ConfigFolders;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.config.snapshot.ConfigStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The waits are generous for slow machines; what is proven is that the change comes and what it leads to. */
class ChangesComeIntoForceTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

    @TempDir
    Path dir;

    private ConfigStore store;
    private ConfigWatcher watcher;

    @BeforeEach
    void start() {
        if (!Files.exists(dir.resolve("tenants.json"))) {
            ConfigFolders.in(dir);
        }
        ConfigLoader loader = ConfigFolders.at(dir).loader();
        LoadResult loaded = loader.load();
        store = new ConfigStore(
                loaded.config().orElseThrow(), loaded.hash(), loaded.warnings(), () -> ConfigFolders.NOW);
        watcher = new ConfigWatcher(loader, store, loaded).start();
    }

    @AfterEach
    void stop() {
        watcher.close();
    }

    /** For tests that lay out the folder first. */
    private void startAgain() {
        watcher.close();
        start();
    }

    private static String tenants(String name) {
        return ConfigFolders.TENANTS.replace("Team", name);
    }

    private void awaitName(String name) {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(
                                store.current().config().tenants().get(0).name())
                        .isEqualTo(name));
        assertThat(store.lastReload().ok()).isTrue();
    }

    @Test
    void aWrittenFile() throws IOException {
        List<ConfigSnapshot> told = new CopyOnWriteArrayList<>();
        store.onChange(told::add);

        Files.writeString(dir.resolve("tenants.json"), tenants("Written"));

        awaitName("Written");
        assertThat(store.current().revision()).isEqualTo(2);
        await().atMost(LONG_ENOUGH).until(() -> told.size() == 1);
        assertThat(told.get(0)).isSameAs(store.current());
    }

    @Test
    void aFileReplacedByAnEditor() throws IOException {
        Path fresh = dir.resolve(".tenants.json.swp");
        Files.writeString(fresh, tenants("Renamed"));
        Files.move(fresh, dir.resolve("tenants.json"), StandardCopyOption.ATOMIC_MOVE);

        awaitName("Renamed");
    }

    @Test
    void aFileRemovedAndMadeAgain() throws IOException {
        Files.delete(dir.resolve("tenants.json"));
        await().atMost(LONG_ENOUGH).until(() -> !store.lastReload().ok());
        assertThat(store.current().config().tenants()).hasSize(1);

        Files.writeString(dir.resolve("tenants.json"), tenants("Again"));

        awaitName("Again");
    }

    @Test
    void aSwappedLinkAsKubernetesDoesIt() throws IOException {
        Path old = Files.createDirectory(dir.resolve("..2026_01"));
        Files.writeString(old.resolve("tenants.json"), tenants("Old"));
        Files.createSymbolicLink(dir.resolve("..data"), Path.of("..2026_01"));
        Files.delete(dir.resolve("tenants.json"));
        Files.createSymbolicLink(dir.resolve("tenants.json"), Path.of("..data", "tenants.json"));
        startAgain();
        awaitName("Old");

        Path fresh = Files.createDirectory(dir.resolve("..2026_02"));
        Files.writeString(fresh.resolve("tenants.json"), tenants("Swapped"));
        Files.createSymbolicLink(dir.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(dir.resolve("..data_tmp"), dir.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        awaitName("Swapped");
    }

    @Test
    void aLinkToAFileElsewhere(@TempDir Path elsewhere) throws IOException {
        Files.move(dir.resolve("tenants.json"), elsewhere.resolve("t.json"));
        Files.createSymbolicLink(dir.resolve("tenants.json"), elsewhere.resolve("t.json"));
        startAgain();

        Files.writeString(elsewhere.resolve("t.json"), tenants("Elsewhere"));

        awaitName("Elsewhere");
    }

    @Test
    void aSecretFileThatIsReferredTo(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("key"), "first\n");
        ConfigFolders.at(dir)
                .with(
                        "upstreams.json",
                        ConfigFolders.UPSTREAMS.replace("sk-up", "${file:" + elsewhere.resolve("key") + "}"));
        startAgain();
        assertThat(store.current().config().upstreams().get(0).key().reveal()).isEqualTo("first");

        Files.writeString(elsewhere.resolve("key"), "second\n");

        await().atMost(LONG_ENOUGH)
                .until(() -> store.current()
                        .config()
                        .upstreams()
                        .get(0)
                        .key()
                        .reveal()
                        .equals("second"));
    }

    @Test
    void aFileWrittenInParts() throws IOException {
        byte[] content = tenants("Whole").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                dir.resolve("tenants.json"), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (byte b : content) {
                channel.write(ByteBuffer.wrap(new byte[] {b}));
                channel.force(false);
            }
        }

        awaitName("Whole");
    }

    @Test
    void aBadEditKeepsTheLastGoodOneAndSaysWhy() throws IOException {
        ConfigSnapshot before = store.current();

        Files.writeString(dir.resolve("tenants.json"), "{ \"tenants\": [ oops ] }");

        await().atMost(LONG_ENOUGH).until(() -> !store.lastReload().ok());
        assertThat(store.current()).isSameAs(before);
        assertThat(store.lastReload().findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("tenants.json");
                    assertThat(finding.line()).isEqualTo(1);
                    assertThat(finding.column()).isEqualTo(16);
                });

        Files.writeString(dir.resolve("tenants.json"), ConfigFolders.TENANTS);

        await().atMost(LONG_ENOUGH).until(() -> store.lastReload().ok());
        assertThat(store.current()).as("the same content is no new revision").isSameAs(before);
    }

    @Test
    void reloadNowAnswersHowItWent() throws IOException {
        Files.writeString(dir.resolve("tenants.json"), "");

        assertThat(watcher.reloadNow().ok()).isFalse();

        Files.writeString(dir.resolve("tenants.json"), tenants("Now"));

        assertThat(watcher.reloadNow().ok()).isTrue();
        awaitName("Now");
    }
}
