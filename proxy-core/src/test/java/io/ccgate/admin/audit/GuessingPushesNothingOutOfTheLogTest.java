package io.ccgate.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuessingPushesNothingOutOfTheLogTest {
    @TempDir
    Path folder;

    @Test
    void linesAreFewAndTellOfThoseThatAreMissing() throws IOException {
        AtomicLong nanos = new AtomicLong(-5);
        AuditLog log = new AuditLog(folder);
        RefusedTries tries = new RefusedTries(log, InstantSource.system(), nanos::get, Runnable::run);
        for (int i = 0; i < 10_000; i++) {
            tries.refused(InetAddress.getByName("10.0." + i / 250 + '.' + i % 250), "token");
        }
        assertThat(log.newest(1_000, line -> true)).hasSize(30);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        tries.refused(InetAddress.getLoopbackAddress(), "tenant");
        tries.refused(InetAddress.getLoopbackAddress(), "tenant");

        List<ObjectNode> lines = log.newest(1_000, line -> true);
        assertThat(lines).hasSize(31);
        assertThat(lines.get(0).path("target").asText()).isEqualTo("tenant, after 9970 tries without a line");
        nanos.addAndGet(Duration.ofDays(30).toNanos());
        for (int i = 0; i < 1_000; i++) {
            tries.refused(InetAddress.getLoopbackAddress(), "token");
        }
        assertThat(log.newest(1_000, line -> true)).hasSize(61);
    }
}
