package io.ccgate.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class YamlKeepsItsCommentsTest {
    private static final String FILE = """
        # head
        upstreams:
          # the good one
          - id: main
            url: https://a.example.com   # no path
            models:
              "gpt-*": big

          # the cheap one
          - id: cheap
            url: https://b.example.com
            allowedModels: [a, b]   # two
        # tail
        loadBalancer:
          strategy: random
        """;

    private static String edit(String text, Edit edit) {
        try {
            return EditedText.make(edit, "x.yaml", text);
        } catch (EditRefused e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    @Test
    void valuesAreReplaced() {
        assertThat(edit(FILE, new Edit.Set("/upstreams/0/url", "\"https://c\"")))
                .isEqualTo(FILE.replace("https://a.example.com ", "\"https://c\" "));
        assertThat(edit(FILE, new Edit.Set("/upstreams/0/models", "{\"x\": \"y\"}")))
                .isEqualTo(FILE.replace("\"gpt-*\": big", "x: \"y\""));
        assertThat(edit(FILE, new Edit.Set("/upstreams/1/allowedModels", "[\"c\"]")))
                .isEqualTo(FILE.replace(" [a, b]   # two", "\n      - \"c\"   # two"));
        assertThat(edit(FILE, new Edit.Set("/upstreams/0/models", "5")))
                .isEqualTo(FILE.replace("\n      \"gpt-*\": big", " 5"));
    }

    @Test
    void keysAreAdded() {
        assertThat(edit(FILE, new Edit.Set("/upstreams/0/weight", "5")))
                .isEqualTo(FILE.replace("\"gpt-*\": big\n", "\"gpt-*\": big\n    weight: 5\n"));
        assertThat(edit(FILE, new Edit.Set("/upstreams/1/timeouts/connect", "\"5s\"")))
                .isEqualTo(FILE.replace("# two\n", "# two\n    timeouts:\n      connect: \"5s\"\n"));
        assertThat(edit(FILE, new Edit.Set("/loadBalancer/retry", "{\"maxAttempts\": 2}")))
                .isEqualTo(FILE + "  retry:\n    maxAttempts: 2\n");
    }

    @Test
    void itemsAreInserted() {
        assertThat(edit(FILE, new Edit.Insert("/upstreams/-", "{\"id\": \"z\", \"agents\": [\"codex\"], \"x\": {}}")))
                .isEqualTo(FILE.replace("# two\n", """
                    # two
                      - id: "z"
                        agents:
                          - "codex"
                        x: {}
                    """));
        assertThat(edit(FILE, new Edit.Insert("/upstreams/0", "{\"id\": \"z\"}")))
                .isEqualTo(FILE.replace("  # the good one", "  - id: \"z\"\n  # the good one"));
        assertThat(edit("a: []\nb: 1\n", new Edit.Insert("/a/-", "\"x\""))).isEqualTo("a:\n  - \"x\"\nb: 1\n");
    }

    @Test
    void itemsAndKeysAreRemoved() {
        assertThat(edit(FILE, new Edit.Remove("/upstreams/1")))
                .isEqualTo(FILE.replace(
                        "  - id: cheap\n    url: https://b.example.com\n    allowedModels: [a, b]   # two\n", ""));
        assertThat(edit(FILE, new Edit.Remove("/upstreams/0/models")))
                .isEqualTo(FILE.replace("    models:\n      \"gpt-*\": big\n", ""));
        assertThat(edit("a:\n  - 1\nb: 2\n", new Edit.Remove("/a/0"))).isEqualTo("a:\n  []\nb: 2\n");
    }

    @Test
    void itemsAreMovedWithTheCommentsAboveThem() {
        assertThat(edit(FILE, new Edit.Move("/upstreams/1", 0))).isEqualTo("""
            # head
            upstreams:
              # the cheap one
              - id: cheap
                url: https://b.example.com
                allowedModels: [a, b]   # two

              # the good one
              - id: main
                url: https://a.example.com   # no path
                models:
                  "gpt-*": big
            # tail
            loadBalancer:
              strategy: random
            """);
    }

    @Test
    void lineEndsStay() {
        assertThat(edit("a:\r\n  - b: 1\r\n", new Edit.Insert("/a/-", "{\"b\": 2}")))
                .isEqualTo("a:\r\n  - b: 1\r\n  - b: 2\r\n");
    }

    @Test
    void whatCannotBeDoneSafelyIsRefused() {
        for (Edit edit : new Edit[] {
            new Edit.Insert("/upstreams/1/allowedModels/-", "\"c\""),
            new Edit.Remove("/upstreams/0/id"),
            new Edit.Remove("/upstreams/7"),
            new Edit.Set("/upstreams/7/id", "\"x\""),
            new Edit.Insert("/loadBalancer/-", "1")
        }) {
            assertThatThrownBy(() -> EditedText.make(edit, "x.yaml", FILE)).isInstanceOf(EditRefused.class);
        }
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("/b", "1"), "x.yaml", "a: &x 1\nb: *x\n"))
                .isInstanceOf(EditRefused.class);
    }

    @Test
    void aRefusalNamesThePlaceAndTheWayOut() {
        String file = """
            # ours
            upstreams: [{id: a, models: {x: y}}]
            """;
        assertThatThrownBy(() -> EditedText.make(new Edit.Insert("/upstreams/-", "{}"), "upstreams.yaml", file))
                .isInstanceOf(EditRefused.class)
                .extracting(refused -> ((EditRefused) refused).reason())
                .isEqualTo("upstreams.yaml:2:12 /upstreams: nothing can be added to a list in brackets; edit the YAML"
                        + " file by hand, or use JSON");
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("/upstreams/0/models/z", "1"), "upstreams.yaml", file))
                .extracting(refused -> ((EditRefused) refused).reason())
                .asString()
                .startsWith("upstreams.yaml:2:29 /upstreams/0/models: nothing can be added to an object in braces");
    }
}
