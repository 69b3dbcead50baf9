package io.ccgate.config.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.ConfigFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsAreCheckedAndAtomicTest {
    @TempDir
    Path dir;

    private ConfigEditor editor;

    @BeforeEach
    void prepare() {
        editor = new ConfigEditor(ConfigFolders.in(dir).loader());
    }

    private static List<Edit> name(String name) {
        return List.of(new Edit.Set("/tenants/0/name", '"' + name + '"'));
    }

    private String tenants() throws IOException {
        return Files.readString(dir.resolve("tenants.json"));
    }

    @Test
    void modeAndLinkStay(@TempDir Path elsewhere) throws IOException {
        Path target = elsewhere.resolve("real.json");
        Files.move(dir.resolve("tenants.json"), target);
        Files.createSymbolicLink(dir.resolve("tenants.json"), target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(editor.apply(ConfigFile.TENANTS, name("New"))).isInstanceOf(EditOutcome.Written.class);

        assertThat(dir.resolve("tenants.json")).isSymbolicLink();
        assertThat(Files.readString(target)).contains("\"New\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(elsewhere)) {
            assertThat(files).as("no temporary file is left").containsExactly(target);
        }
    }

    @Test
    void whatWouldBeInErrorIsNotWritten() throws IOException {
        String before = tenants();

        EditOutcome outcome =
                editor.apply(ConfigFile.TENANTS, List.of(new Edit.Set("/tenants/0/upstreams", "[\"nobody\"]")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Invalid.class,
                        invalid -> assertThat(invalid.findings())
                                .anyMatch(finding -> finding.pointer().equals("/tenants/0/upstreams/0")));
        assertThat(tenants()).isEqualTo(before);
    }

    @Test
    void aChangeFromOutsideIsNotOverwritten() throws IOException {
        Optional<String> seen = editor.hash(ConfigFile.TENANTS);
        Files.writeString(dir.resolve("tenants.json"), tenants() + "// theirs\n");

        assertThat(editor.apply(ConfigFile.TENANTS, name("Mine"), seen)).isInstanceOf(EditOutcome.Conflict.class);
        assertThat(tenants()).endsWith("// theirs\n").doesNotContain("Mine");

        assertThat(editor.apply(ConfigFile.TENANTS, name("Mine"), editor.hash(ConfigFile.TENANTS)))
                .isInstanceOf(EditOutcome.Written.class);
        assertThat(tenants()).endsWith("// theirs\n").contains("Mine");
    }

    @Test
    void editsAtOnceLoseNone() throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<EditOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String tenant = "{\"id\":\"t" + i + "\",\"key\":\"k" + i + "\",\"allowedModels\":[\"*\"]}";
                outcomes.add(threads.submit(
                        () -> editor.apply(ConfigFile.TENANTS, List.of(new Edit.Insert("/tenants/-", tenant)))));
            }
            for (Future<EditOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(EditOutcome.Written.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ConfigFolders.at(dir).config().tenants()).hasSize(21);
    }

    @Test
    void aFileThatIsNotThereYetIsMade() throws IOException {
        assertThat(editor.apply(ConfigFile.AGENTS, List.of(new Edit.Set("/settings/codex", "{\"a\":1}"))))
                .isInstanceOf(EditOutcome.Written.class);

        assertThat(dir.resolve("agents.json")).hasContent("""
                {
                  "settings": {
                    "codex": { "a": 1 }
                  }
                }
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("agents.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anImpossibleEditSaysWhy() {
        assertThat(editor.apply(ConfigFile.TENANTS, List.of(new Edit.Remove("/tenants/7"))))
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("there is no \"7\""));
    }
}
