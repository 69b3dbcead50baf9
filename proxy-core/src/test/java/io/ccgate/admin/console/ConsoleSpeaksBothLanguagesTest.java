package io.ccgate.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be told of the console's files without a browser. */
class ConsoleSpeaksBothLanguagesTest {
    private static final Pattern WORDS = Pattern.compile("(?m)^ {2}\"([^\"]+)\": \"(.*)\",$");
    private static final Pattern USE = Pattern.compile("\\bt\\(\"([^\"]+)\"");
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
