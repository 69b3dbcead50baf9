package io.ccgate.config.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a user reads in a diff after an edit. */
class EditsLeaveTheRestAloneTest {
    private static final String FILE = """
        // head
        {
          "tenants": [
            { "id": "a", "name": "A" }, // the first
            /* about b */
            {
              "id": "b", // its id
              "enabled": true
            },
            // about c
            { "id": "c" }
          ],
          "last": 1 // end
        }
        // tail
        """;

    private static String edit(String text, Edit edit) {
        try {
            return EditedText.make(edit, "x.json", text);
        } catch (EditRefused e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    @Test
    void replacingAValue() {
        assertThat(edit(FILE, new Edit.Set("/tenants/1/id", "\"new\""))).isEqualTo(FILE.replace("\"b\"", "\"new\""));
    }

    @Test
    void addingAKey() {
        assertThat(edit(FILE, new Edit.Set("/tenants/1/models", "{}")))
                .isEqualTo(FILE.replace("\"enabled\": true\n", "\"enabled\": true,\n      \"models\": {}\n"));
        assertThat(edit(FILE, new Edit.Set("/more", "[1]")))
                .isEqualTo(FILE.replace("1 // end\n", "1, // end\n  \"more\": [1]\n"));
        assertThat(edit(FILE, new Edit.Set("/tenants/2/name", "\"C\"")))
                .isEqualTo(FILE.replace("{ \"id\": \"c\" }", "{ \"id\": \"c\", \"name\": \"C\" }"));
    }

    @Test
    void addingAKeyWithTheObjectsAboveIt() {
        assertThat(edit("{\n  \"server\": {}\n}\n", new Edit.Set("/admin/tokens", "[{\"name\":\"x\"}]")))
                .isEqualTo("""
                    {
                      "server": {},
                      "admin": {
                        "tokens": [
                          { "name": "x" }
                        ]
                      }
                    }
                    """);
    }

    @Test
    void fillingAnEmptyObject() {
        assertThat(edit("{}\n", new Edit.Set("/a", "1"))).isEqualTo("{\n  \"a\": 1\n}\n");
        assertThat(edit("{\n}\n", new Edit.Set("/a", "1"))).isEqualTo("{\n  \"a\": 1\n}\n");
        assertThat(edit("{\n  // nothing yet\n}\n", new Edit.Set("/a", "1")))
                .isEqualTo("{\n  // nothing yet\n  \"a\": 1\n}\n");
    }

    @Test
    void aTrailingCommaStaysTheStyle() {
        assertThat(edit("{\n\t\"a\": 1, // one\n}\n", new Edit.Set("/b", "2")))
                .isEqualTo("{\n\t\"a\": 1, // one\n\t\"b\": 2,\n}\n");
        assertThat(edit("[1, 2,]", new Edit.Insert("/-", "3"))).isEqualTo("[1, 2, 3]");
    }

    @Test
    void lineEndsAndByteOrderMarkStay() {
        assertThat(edit("\uFEFF{\r\n    \"a\": 1\r\n}\r\n", new Edit.Set("/b", "{\"c\":{\"d\":2}}")))
                .isEqualTo("\uFEFF{\r\n    \"a\": 1,\r\n    \"b\": {\r\n        \"c\": { \"d\": 2 }\r\n    }\r\n}\r\n");
    }

    @Test
    void removing() {
        assertThat(edit(FILE, new Edit.Remove("/tenants/1/id")))
                .isEqualTo(FILE.replace("      \"id\": \"b\", // its id\n", ""));
        assertThat(edit(FILE, new Edit.Remove("/tenants/1/enabled")))
                .isEqualTo(FILE.replace("\"b\", // its id\n      \"enabled\": true\n", "\"b\" // its id\n"));
        assertThat(edit(FILE, new Edit.Remove("/tenants/0/id"))).isEqualTo(FILE.replace("\"id\": \"a\", ", ""));
        assertThat(edit(FILE, new Edit.Remove("/tenants/0/name")))
                .isEqualTo(FILE.replace("\"a\", \"name\": \"A\" }", "\"a\" }"));
        assertThat(edit("[1, 2]", new Edit.Remove("/1"))).isEqualTo("[1]");
        assertThat(edit("[1]", new Edit.Remove("/0"))).isEqualTo("[]");
    }

    @Test
    void inserting() {
        assertThat(edit(FILE, new Edit.Insert("/tenants/0", "{\"id\":\"z\"}")))
                .isEqualTo(FILE.replace("    { \"id\": \"a\"", "    { \"id\": \"z\" },\n    { \"id\": \"a\""));
        assertThat(edit(FILE, new Edit.Insert("/tenants/-", "{\"id\":\"z\"}")))
                .isEqualTo(FILE.replace("{ \"id\": \"c\" }\n", "{ \"id\": \"c\" },\n    { \"id\": \"z\" }\n"));
    }

    @Test
    void movingTakesTheCommentAboveAlong() {
        assertThat(edit(FILE, new Edit.Move("/tenants/2", 0))).isEqualTo("""
            // head
            {
              "tenants": [
                // about c
                { "id": "c" }, // the first
                { "id": "a", "name": "A" },
                /* about b */
                {
                  "id": "b", // its id
                  "enabled": true
                }
              ],
              "last": 1 // end
            }
            // tail
            """);
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThatThrownBy(() -> EditedText.make(new Edit.Remove("/nope"), "x.json", FILE))
                .isInstanceOf(EditRefused.class);
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("/tenants/9", "1"), "x.json", FILE))
                .isInstanceOf(EditRefused.class);
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("/last", "oops"), "x.json", FILE))
                .isInstanceOf(EditRefused.class);
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("last", "1"), "x.json", FILE))
                .isInstanceOf(EditRefused.class);
        assertThatThrownBy(() -> EditedText.make(new Edit.Move("/tenants/0", 3), "x.json", FILE))
                .isInstanceOf(EditRefused.class);
    }

    @Test
    void yamlScalarsAreReplacedInPlace() throws EditRefused {
        String yaml = "# head\nserver:\n  port: 3000 # the port\n  host: 'x'\n  text: |\n    a\n";

        assertThat(EditedText.make(new Edit.Set("/server/port", "8080"), "x.yaml", yaml))
                .isEqualTo(yaml.replace("3000", "8080"));
        assertThat(EditedText.make(new Edit.Set("/server/host", "\"::1\""), "x.yaml", yaml))
                .isEqualTo(yaml.replace("'x'", "\"::1\""));
        assertThatThrownBy(() -> EditedText.make(new Edit.Set("/server/text", "\"b\""), "x.yaml", yaml))
                .isInstanceOf(EditRefused.class);
        assertThat(EditedText.make(new Edit.Remove("/server/port"), "x.yaml", yaml))
                .isEqualTo(yaml.replace("  port: 3000 # the port\n", ""));
    }
}
