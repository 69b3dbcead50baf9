package io.ccgate.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Config;
import io.ccgate.config.snapshot.ConfigStore;
import io.ccgate.config.watch.ConfigWatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetsOfFilesSurviveAPowerCutTest {
    @TempDir
    Path folder;

    private ConfigLoader loader;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("server.json"), "{\"server\": {\"port\": 3001}, \"admin\": {\"enabled\": false}}");
        contents("old").forEach((name, bytes) -> {
            try {
                Files.write(folder.resolve(name), bytes);
            } catch (IOException unwritable) {
                throw new java.io.UncheckedIOException(unwritable);
            }
        });
        loader = new ConfigLoader(folder, name -> null, InstantSource.system());
    }

    /** Tenant, upstream and price that belong together, for they name each other. */
    private static Map<String, byte[]> contents(String id) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(
                "upstreams.json",
                bytes("{\"upstreams\": [{\"id\": \"%s\", \"url\": \"http://127.0.0.1:1\", \"key\": \"k\"}]}", id));
        contents.put(
                "tenants.json",
                bytes(
                        "{\"tenants\": [{\"id\": \"%s\", \"key\": \"sk-0123456789\", \"allowedModels\": [\"*\"],"
                                + " \"upstreams\": [\"%s\"]}]}",
                        id, id));
        contents.put("pricing.json", bytes("{\"modelPricing\": {\"%s\": {\"input\": 0.001, \"output\": 0.002}}}", id));
        return contents;
    }

    private static byte[] bytes(String format, Object... arguments) {
        return format.formatted(arguments).getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(LoadResult loaded) {
        Config config = loaded.config().orElseThrow(() -> new AssertionError(loaded.findings()));
        return config.upstreams().get(0).id() + ' ' + config.tenants().get(0).id();
    }

    private Map<String, String> onDisk() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : List.of("upstreams.json", "tenants.json", "pricing.json")) {
            texts.put(name, Files.readString(folder.resolve(name)));
        }
        return texts;
    }

    private static Map<String, String> texts(String id) {
        Map<String, String> texts = new LinkedHashMap<>();
        contents(id).forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    /** Stops like a power cut before the write of this number: no cleaning up runs. */
    private ConfigEditor stoppingBefore(int write) {
        int[] writes = new int[1];
        return new ConfigEditor(loader, (file, content) -> {
            if (++writes[0] == write) {
                throw new PowerCut();
            }
            AtomicFile.write(file, content);
        });
    }

    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void whatWasDecidedUponIsFinishedAtTheNextStart(int write) throws IOException {
        assertThatThrownBy(() -> stoppingBefore(write).replace(contents("new"), Optional.empty()))
                .isInstanceOf(PowerCut.class);
        assertThat(onDisk()).isNotEqualTo(texts("new"));

        LoadResult started = loader.load();
        assertThat(shown(started)).isEqualTo("new new");
        ConfigStore store = new ConfigStore(
                started.config().orElseThrow(), started.hash(), started.warnings(), InstantSource.system());
        try (ConfigWatcher watcher = new ConfigWatcher(loader, store, started)) {
            watcher.reloadNow();
        }

        assertThat(onDisk()).isEqualTo(texts("new"));
        assertThat(store.current().revision()).isEqualTo(1);
        nothingIsLeft();
    }

    @Test
    void whatWasNotDecidedUponIsAsIfItHadNeverBeen() throws IOException {
        assertThatThrownBy(() -> stoppingBefore(1).replace(contents("new"), Optional.empty()))
                .isInstanceOf(PowerCut.class);

        assertThat(shown(loader.load())).isEqualTo("old old");
        assertThat(onDisk()).isEqualTo(texts("old"));
    }

    @Test
    void theNextEditFinishesFirst() throws IOException {
        assertThatThrownBy(() -> stoppingBefore(3).replace(contents("new"), Optional.empty()))
                .isInstanceOf(PowerCut.class);

        ConfigEditor editor = new ConfigEditor(loader);
        EditOutcome outcome = editor.replace(
                Map.of("pricing.json", bytes("{\"modelPricing\": {\"x\": {\"input\": 0.001, \"output\": 0.002}}}")),
                Optional.empty());

        assertThat(outcome).isInstanceOf(EditOutcome.Written.class);
        assertThat(shown(loader.load())).isEqualTo("new new");
        assertThat(onDisk().get("tenants.json")).isEqualTo(texts("new").get("tenants.json"));
        nothingIsLeft();
    }

    @Test
    void aFileThatCannotBeWrittenLeavesAllAsTheyWere() throws IOException {
        int[] writes = new int[1];
        ConfigEditor editor = new ConfigEditor(loader, (file, content) -> {
            if (++writes[0] == 3) {
                throw new IOException("disk full");
            }
            AtomicFile.write(file, content);
        });

        assertThat(editor.replace(contents("new"), Optional.empty())).isInstanceOf(EditOutcome.Refused.class);

        assertThat(onDisk()).isEqualTo(texts("old"));
        nothingIsLeft();
    }

    /** As many reloads as fit between the first and the last file. */
    @Test
    void aReloadInBetweenSeesAllOrNothing() {
        ConfigEditor editor = new ConfigEditor(loader, (file, content) -> {
            String before = shown(loader.load());
            AtomicFile.write(file, content);
            String after = shown(loader.load());
            assertThat(List.of("old old", "new new")).contains(before, after);
        });

        assertThat(editor.replace(contents("new"), Optional.empty())).isInstanceOf(EditOutcome.Written.class);
        assertThat(shown(loader.load())).isEqualTo("new new");
    }

    @Test
    void whatIsPendingCanBeReadByItsOwnerOnly() throws IOException {
        assertThatThrownBy(() -> stoppingBefore(2).replace(contents("new"), Optional.empty()))
                .isInstanceOf(PowerCut.class);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".ccgate-pending"))))
                .isEqualTo("rw-------");
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder(
                            "server.json", "upstreams.json", "tenants.json", "pricing.json", ".ccgate-edit.lock");
        }
    }
}
