package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.cli.port.UsageVerifier.Found;
import io.ccgate.cli.port.UsageVerifier.Report;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyTellsWhatIsWrongTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final Found GAP = new Found("missing", true, "alpha", DAY, 0, "number 7");
    private static final Found TORN = new Found("torn", false, "alpha", DAY, 12, "80 bytes of a torn record");

    private final FakeProduct product = new FakeProduct();

    @Test
    void wholeBooksAreOneLineAndZero() {
        product.report = new Report(true, 2, 1234, 1230, 99, 1_500_000_000_000L, List.of());
        CommandRun run = CommandRun.of(product, "usage", "verify", "--data", "d");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo("1,234 records of 1,230 requests in 2 files, $1.5: nothing is lost, doubled or wrong\n");
        assertThat(product.asked).singleElement().asString().startsWith("verify d Optional.empty");
    }

    @Test
    void aNoteIsNoProblem() {
        product.report = new Report(true, 1, 12, 12, 0, 0, List.of(TORN));
        CommandRun run = CommandRun.of(product, "usage", "verify");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("note    torn: alpha 2026-11-22 line 12: 80 bytes of a torn record\n");
    }

    @Test
    void aProblemIsTheExitCode() {
        product.report = new Report(false, 1, 12, 12, 0, 0, List.of(GAP, TORN));
        CommandRun run = CommandRun.of(product, "usage", "verify", "--tenant", "alpha", "--from", "2026-11-22");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("PROBLEM missing: alpha 2026-11-22: number 7\n")
                .endsWith(": 1 problems\n");
    }

    @Test
    void machinesGetJson() {
        product.report = new Report(false, 1, 12, 11, 5, 2_000_000, List.of(GAP));
        assertThat(CommandRun.of(product, "usage", "verify", "--format", "json").out())
                .isEqualTo("{\"ok\":false,\"files\":1,\"records\":12,\"requests\":11,\"tokens\":5,\"cost\":0.000002,"
                        + "\"findings\":[{\"kind\":\"missing\",\"problem\":true,\"tenant\":\"alpha\","
                        + "\"day\":\"2026-11-22\",\"line\":0,\"detail\":\"number 7\"}]}\n");
    }

    @Test
    void daysInTheWrongOrderAreWrongUsage() {
        CommandRun run = CommandRun.of(product, "usage", "verify", "--from", "2026-11-22", "--to", "2026-11-01");
        assertThat(run.code()).isEqualTo(2);
    }
}
