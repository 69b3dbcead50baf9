package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddFilesBecomeFindingsTest {
    @TempDir
    Path dir;

    private ConfigFolders folder() {
        return ConfigFolders.in(dir);
    }

    @Test
    void noFolderAndNoFiles() {
        assertThat(ConfigFolders.at(dir.resolve("none")).errors())
                .singleElement()
                .asString()
                .contains("there is no such folder")
                .contains("ccgate init");
        assertThat(ConfigFolders.at(dir).errors())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("upstreams.json: the file is missing"),
                        line -> assertThat(line).startsWith("tenants.json: the file is missing"));
    }

    @Test
    void serverAndPricingMayBeMissing() {
        var config = folder().config();

        assertThat(config.server().listeners().get(0).port()).isEqualTo(3000);
        assertThat(config.pricing().prices()).isNotEmpty();
    }

    @Test
    void folderInPlaceOfAFile() throws IOException {
        Files.createDirectory(dir.resolve("server.json"));
        assertThat(folder().errors()).containsExactly("server.json: is a folder; put a file in its place");
    }

    @Test
    void linkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(dir.resolve("server.json"), Path.of("gone"));
        assertThat(folder().errors()).singleElement().asString().contains("leads nowhere");
    }

    @Test
    void tooLarge() throws IOException {
        Files.write(dir.resolve("server.json"), new byte[10 << 20]);
        assertThat(folder().errors()).singleElement().asString().startsWith("server.json: is larger than 4 MB");
    }

    @Test
    void notUtf8() throws IOException {
        Files.write(dir.resolve("server.json"), "{\n  \"a\u00e9\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder().errors())
                .containsExactly("server.json:2:5: a byte that is not UTF-8; save the file as UTF-8");
        Files.write(dir.resolve("server.json"), "{}".getBytes(StandardCharsets.UTF_16));
        assertThat(folder().errors()).containsExactly("server.json: is UTF-16; save it as UTF-8");
    }

    @Test
    void byteOrderMarkIsAllowedAndCountsForNothing() {
        assertThat(folder().with("server.json", "\uFEFF{}").errors()).isEmpty();
        assertThat(folder().with("server.json", "\uFEFF{\"x\": 1}").errors())
                .singleElement()
                .asString()
                .startsWith("server.json:1:2 /x:");
        assertThat(folder().with("server.json", "\uFEFF").errors())
                .singleElement()
                .asString()
                .startsWith("server.json:1:1: the file is empty");
    }

    @Test
    void twoFormatsOfOneFile() {
        assertThat(folder().with("server.json", "{}").with("server.yaml", "{}").errors())
                .containsExactly("server.json: there is also server.yaml; keep one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{ 'a': 1 }|server.json:1:3: expected a key, found '''; write keys in double quotes: \"key\"",
                "{ \"a\": True }|server.json:1:8: \"True\" is not a value; write true",
                "{ \"a\": 030 }|server.json:1:8: \"030\" is not a number",
                "{ \"a\": 30s }|server.json:1:8: \"30s\" is not a number",
                "{ \"a\": \"x }|server.json:1:8: this text is never closed",
                "{ \"a\": \"C:\\c\" }|server.json:1:11: unknown escape \\c",
                "{ \"a\": 1|server.json:1:9: the file ends inside the '{' of line 1, column 1; close it with '}'",
                "{ /* x|server.json:1:3: this comment is never closed; close it with */",
                "{} x|server.json:1:4: unexpected 'x' after the end",
                "{ \"a\" 1 }|server.json:1:7: expected ':' after the key \"a\", found '1'",
                "{ , }|server.json:1:3: a comma with no value before it; remove it",
                "[]|server.json:1:1: expected an object, found a list",
            })
    void usualSlipsAreNamed(String text, String line) {
        assertThat(folder().with("server.json", text).errors())
                .singleElement()
                .asString()
                .startsWith(line);
    }

    @Test
    void depthIsBounded() {
        assertThat(folder().with("server.json", "[".repeat(100_000)).errors())
                .singleElement()
                .asString()
                .contains("nested deeper than");
    }

    @Test
    void absurdNumbersCostNothing() {
        assertThat(folder().with("server.json", "{\"server\": {\"port\": 1e999999999}}")
                        .errors())
                .singleElement()
                .asString()
                .contains("expected a whole number, 1 to 65535");
    }
}
