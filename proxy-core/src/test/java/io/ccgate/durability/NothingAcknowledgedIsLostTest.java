package io.ccgate.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code scripts/crash.sh} makes hundreds of. */
class NothingAcknowledgedIsLostTest {
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void notByAnyKill() throws Exception {
        Crashes.Outcome outcome = Crashes.run(folder, KILLS, 42);

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.kills()).isEqualTo(KILLS);
        assertThat(outcome.records()).isGreaterThanOrEqualTo(outcome.acknowledged());
        assertThat(outcome.acknowledged()).isPositive();
    }
}
