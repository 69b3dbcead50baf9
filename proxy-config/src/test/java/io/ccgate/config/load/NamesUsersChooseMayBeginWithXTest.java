package io.ccgate.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code x-…} is the user's remark among keys of ours, but a header or a model among names of the user's choice. */
class NamesUsersChooseMayBeginWithXTest {
    @TempDir
    Path dir;

    @Test
    void headersAndModelsAreKept() {
        var config = ConfigFolders.in(dir).with("upstreams.json", """
                        {"upstreams": [{"id": "main", "url": "https://api.example.com", "key": "sk-up", "x-owner": "Ann",
                          "headers": {"set": {"x-team": "blue", "_comment": "who pays"}}, "models": {"x-ai/*": "grok"}}]}
                        """).config();

        var main = config.upstreams().get(0);
        assertThat(main.headers().set()).containsOnlyKeys("x-team");
        assertThat(main.models())
                .singleElement()
                .satisfies(rule -> assertThat(rule.pattern().text()).isEqualTo("x-ai/*"));
    }
}
