package io.ccgate.agents.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another reader of TOML is the judge. */
class TomlIsReadAsOthersReadItTest {
    private static final TomlMapper OTHER = new TomlMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "a = 1\nb.c = 'x'\nb.d = \"y\\u00e9\\tz\"\n\"q.r\" = true",
                "[a.b]\nc = [1, 2,\n # three\n 3,]\n[a]\nd = { e = 1, f.g = 2 }",
                "[[x]]\na = 1\n[[x]]\na = 2\n[x.y]\nz = 3",
                "s = \"\"\"\none \\\n   two \"\" three\"\"\"\"\nl = '''\nit's'''",
                "[fruit]\napple.color = 'red'\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true",
                "a = [[1], [\"x\", {b = 1}]]\n[m.\"x y\".'z']\nk=\"v\" # end",
                "crlf = 1\r\n[t]\r\nx = 'y'\r\n"
            })
    void theSameTree(String text) throws Exception {
        assertThat(Trees.parse(TomlSettings.of(text).tree().toString()))
                .isEqualTo(Trees.parse(OTHER.readTree(text).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1\na = 2",
                "a = 1\n[a]",
                "[a]\n[a]",
                "[a]\nb = 1\n[a.b]",
                "a = {b = 1}\n[a.c]",
                "a = [1]\n[[a]]",
                "[[a]]\n[a]",
                "a = ",
                "a = \"x",
                "a = 'x\ny'",
                "a = [1, 2",
                "a = 1 b = 2",
                "[a",
                "= 1",
                "a = tru",
                "a = 01",
                "a = \"\\q\""
            })
    void theSameRefusals(String text) {
        assertThatThrownBy(() -> OTHER.readTree(text)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> TomlSettings.of(text)).isInstanceOf(BrokenFile.class);
    }

    @Test
    void aRefusalNamesTheLine() {
        assertThatThrownBy(() -> TomlSettings.of("a = 1\n\n[b]\nc = tru\n"))
                .isInstanceOfSatisfying(
                        BrokenFile.class,
                        broken -> assertThat(broken.describe("config.toml"))
                                .isEqualTo("config.toml:4:5: \"tru\" is not a value; put texts in quotes"));
    }
}
