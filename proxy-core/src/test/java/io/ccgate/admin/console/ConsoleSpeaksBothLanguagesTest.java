package io.ccgate.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.schema.ConfigSchema;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be told of the console's files without a browser. */
class ConsoleSpeaksBothLanguagesTest {
    private static final Pattern WORDS = Pattern.compile("(?m)^ {2}\"([^\"]+)\": \"(.*)\",$");
    private static final Pattern USE = Pattern.compile("\\bt\\(\"([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\n]*)\"");
    private static final Pattern MADE = Pattern.compile("`([\\w.]*\\$\\{[^`\n ]*)`");
    private static final Pattern PLACE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern FAMILY = Pattern.compile("\\bnamed\\(\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (.+) from");
    private static final Pattern SETTING = Pattern.compile("(?m)^ {2}([\"\\w.-]+): \\[");
    private static final Pattern HOLE = Pattern.compile("\\{\\w+}");

    @Test
    void everyWordIsThereInBothLanguages() throws Exception {
        Map<String, String> english = words("en");
        Map<String, String> chinese = words("zh");

        assertThat(english).hasSizeGreaterThan(200);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach(
                (key, text) -> assertThat(holes(chinese.get(key))).as(key).isEqualTo(holes(text)));
    }

    @Test
    void noPageUsesAWordThatIsNotThere() throws Exception {
        Map<String, String> english = words("en");
        for (Path script : scripts()) {
            Matcher use = USE.matcher(Files.readString(script));
            while (use.find()) {
                assertThat(english).as(script.getFileName().toString()).containsKey(use.group(1));
            }
        }
    }

    /** Every setting of the files can be changed in the console, so each has a name and a meaning there. */
    @Test
    void everySettingIsNamedInChinese() throws Exception {
        String words = Files.readString(root().resolve("js/words/schema-zh.js"));
        Set<String> known = SETTING.matcher(words)
                .results()
                .map(setting -> setting.group(1).replace("\"", ""))
                .collect(Collectors.toSet());
        ObjectMapper json = new ObjectMapper();
        for (ConfigFile file : ConfigFile.values()) {
            eachSetting(json.readTree(ConfigSchema.of(file)), "", path -> {
                String[] steps = path.split("\\.");
                String last = steps[steps.length - 1];
                String lastTwo = steps.length == 1 ? last : steps[steps.length - 2] + "." + last;
                // A part of a file is a heading of the page.
                assertThat(steps.length == 1 || known.contains(path) || known.contains(lastTwo) || known.contains(last))
                        .as("%s: %s", file.id(), path)
                        .isTrue();
            });
        }
    }

    private static void eachSetting(JsonNode schema, String path, Consumer<String> seen) {
        schema.path("properties").fields().forEachRemaining(entry -> {
            String own = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            seen.accept(own);
            eachSetting(entry.getValue(), own, seen);
        });
        schema.path("anyOf").forEach(kind -> eachSetting(kind, path, seen));
        eachOf(schema.path("items"), path, seen);
        eachOf(schema.path("additionalProperties"), path, seen);
    }

    private static void eachOf(JsonNode inner, String path, Consumer<String> seen) {
        if (inner.isObject()) {
            eachSetting(inner, path, seen);
        }
    }

    @Test
    void noWordIsLeftOver() throws Exception {
        StringBuilder pages = new StringBuilder();
        for (Path script : scripts()) {
            if (!script.getParent().endsWith("words")) {
                pages.append(Files.readString(script));
            }
        }
        Set<String> said =
                LITERAL.matcher(pages).results().map(word -> word.group(1)).collect(Collectors.toSet());
        List<Pattern> made = new ArrayList<>();
        // `agents.add.${kind}` stands for all keys of that shape; what has no word of its own around a dot is no key.
        MADE.matcher(pages).results().map(word -> word.group(1)).forEach(word -> {
            String[] fixed = PLACE.split(word, -1);
            if (String.join("", fixed).matches("[a-z.]*(\\w\\.|\\.\\w)[a-zA-Z.]*")) {
                made.add(
                        Pattern.compile(Arrays.stream(fixed).map(Pattern::quote).collect(Collectors.joining(".+"))));
            }
        });
        FAMILY.matcher(pages)
                .results()
                .forEach(word -> made.add(Pattern.compile(Pattern.quote(word.group(1) + ".") + ".+")));
        for (String key : words("en").keySet()) {
            assertThat(said.contains(key)
                            || made.stream().anyMatch(each -> each.matcher(key).matches()))
                    .as(key)
                    .isTrue();
        }
    }

    @Test
    void nothingIsImportedInVain() throws Exception {
        for (Path script : scripts()) {
            String text = Files.readString(script);
            IMPORT.matcher(text)
                    .results()
                    .flatMap(line -> Arrays.stream(line.group(1).split("[{},]")))
                    .forEach(part -> {
                        String name = part.strip().replaceFirst(".* as ", "");
                        long uses = Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                                .matcher(text)
                                .results()
                                .count();
                        assertThat(uses)
                                .as("%s in %s", name, script.getFileName())
                                .isNotEqualTo(1);
                    });
        }
    }

    /** The policy that the pages are served with forbids all of these. */
    @Test
    void nothingIsEvaluatedOrInline() throws Exception {
        for (Path script : scripts()) {
            assertThat(Files.readString(script))
                    .as(script.toString())
                    .doesNotContainPattern(
                            "innerHTML|\\beval\\(|new Function|document\\.write|setAttribute\\(\"style\"");
        }
        assertThat(Files.readString(root().resolve("index.html")))
                .doesNotContainPattern("<style|style=|<script>| on\\w+=");
    }

    private static Map<String, String> words(String language) throws Exception {
        Map<String, String> words = new TreeMap<>();
        Matcher word = WORDS.matcher(Files.readString(root().resolve("js/words/" + language + ".js")));
        while (word.find()) {
            assertThat(words.put(word.group(1), word.group(2)))
                    .as(word.group(1))
                    .isNull();
        }
        return words;
    }

    private static TreeSet<String> holes(String text) {
        TreeSet<String> holes = new TreeSet<>();
        HOLE.matcher(text).results().forEach(hole -> holes.add(hole.group()));
        return holes;
    }

    private static List<Path> scripts() throws Exception {
        try (Stream<Path> files = Files.walk(root().resolve("js"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }

    private static Path root() throws URISyntaxException, IOException {
        URI page = Objects.requireNonNull(ConsoleEndpoint.class.getResource("/console/index.html"))
                .toURI();
        return Path.of(page).getParent();
    }
}
