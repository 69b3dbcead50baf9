package io.ccgate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.config.model.LoggingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsGoWhereTheConfigurationSaysTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogsGoWhereTheConfigurationSaysTest.class);

    @TempDir
    Path folder;

    @Test
    void errorsStandInBothFilesAndTheRestInOne() throws IOException {
        try (Logging logging = Logging.configure(config("info", false))) {
            assertThat(logging).isNotNull();
            LOG.debug("too quiet");
            LOG.info("started on {}", 3000);
            LOG.error("broken", new IllegalStateException("why"));
        }
        assertThat(folder.resolve("combined.log"))
                .content()
                .contains("INFO  [main] LogsGoWhereTheConfigurationSaysTest: started on 3000\n")
                .contains("ERROR [main] LogsGoWhereTheConfigurationSaysTest: broken\n")
                .contains("    java.lang.IllegalStateException: why\n")
                .doesNotContain("too quiet");
        assertThat(folder.resolve("error.log")).content().contains("broken").doesNotContain("started");
    }

    @Test
    void jsonHasOneObjectALine() throws IOException {
        try (Logging logging = Logging.configure(config("debug", true))) {
            assertThat(logging).isNotNull();
            LOG.debug("first\nsecond");
            LOG.error("broken", new IllegalStateException("why"));
        }
        ObjectMapper mapper = new ObjectMapper();
        var lines = Files.readAllLines(folder.resolve("combined.log"));
        assertThat(lines).hasSize(2);
        JsonNode debug = mapper.readTree(lines.get(0));
        assertThat(debug.get("level").asText()).isEqualTo("DEBUG");
        assertThat(debug.get("message").asText()).isEqualTo("first\nsecond");
        JsonNode error = mapper.readTree(lines.get(1));
        assertThat(error.get("error").asText()).isEqualTo("java.lang.IllegalStateException: why");
        assertThat(error.get("stack").isArray()).isTrue();
    }

    private LoggingConfig config(String level, boolean json) {
        return new LoggingConfig(level, 1_000_000, 3, false, folder, json);
    }
}
