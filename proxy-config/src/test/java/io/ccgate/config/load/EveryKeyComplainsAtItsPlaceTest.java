package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.check.Finding;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.shape.Either;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.ListType;
import io.ccgate.config.shape.MapType;
import io.ccgate.config.shape.Mapped;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all definitions: a value of the wrong type at any key is reported with line, column and pointer. */
class EveryKeyComplainsAtItsPlaceTest {
    @TempDir
    Path dir;

    /** A document whose one value, at the pointer, is wrong; {@code @} marks where. */
    record Wrong(ConfigFile file, String pointer, String document) {
        @Override
        public String toString() {
            return file + " " + pointer;
        }
    }

    static List<Wrong> everyKey() {
        List<Wrong> all = new ArrayList<>();
        for (ConfigFile file : ConfigFile.values()) {
            walk(file, file.shape(), "", "", "", all);
        }
        return all;
    }

    private static void walk(
            ConfigFile file, Type<?> type, String pointer, String before, String after, List<Wrong> all) {
        if (type instanceof Mapped<?, ?> mapped) {
            walk(file, mapped.source(), pointer, before, after, all);
        } else if (type instanceof Either<?> either) {
            if (either.single() instanceof ListType<?>) { // Of objects of the same kind.
                walk(file, either.single(), pointer, before, after, all);
            } else {
                all.add(new Wrong(file, pointer, before + "@[true]" + after));
                walk(file, either.object(), pointer, before, after, all);
            }
        } else if (type instanceof Shape<?> shape) {
            if (!pointer.isEmpty()) {
                all.add(new Wrong(file, pointer, before + "@[true]" + after));
            }
            for (Key<?> key : shape.keys()) {
                String open = before + "{\n \"" + key.name() + "\":  ";
                walk(file, key.type(), pointer + "/" + key.name(), open, "\n}" + after, all);
            }
        } else if (type instanceof ListType<?> list) {
            all.add(new Wrong(file, pointer, before + "@true" + after));
            walk(file, list.item(), pointer + "/0", before + "[", "]" + after, all);
        } else if (type instanceof MapType<?> map) {
            all.add(new Wrong(file, pointer, before + "@[]" + after));
            walk(file, map.value(), pointer + "/some", before + "{ \"some\": ", "}" + after, all);
        } else if (!type.words().equals("anything")) {
            all.add(new Wrong(file, pointer, before + "@[[true]]" + after));
        }
    }

    @ParameterizedTest
    @MethodSource("everyKey")
    void wrongTypeIsFound(Wrong wrong) {
        int at = wrong.document().indexOf('@');
        String text = wrong.document().replace("@", "");
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);

        ConfigFolders folder = ConfigFolders.in(dir).with(wrong.file().json(), text);

        assertThat(folder.findingsIn(wrong.file().json()))
                .filteredOn(finding -> finding.pointer().equals(wrong.pointer()))
                .filteredOn(finding -> finding.problem().startsWith("expected "))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                    assertThat(finding.line()).isEqualTo(line);
                    assertThat(finding.column()).isEqualTo(column);
                    assertThat(finding.remedy()).isNotBlank();
                });
    }
}
