package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryCommandExplainsItselfTest {
    private final FakeProduct product = new FakeProduct();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "init",
                "validate",
                "doctor",
                "explain",
                "usage",
                "usage cache",
                "usage reprice",
                "usage reconcile",
                "usage verify",
                "health",
                "key new",
                "key hash",
                "schema",
                "agents",
                "agents enable",
                "agents disable",
                "agents status",
                "agents diff",
                "agents undo",
                "agents pull",
                "mcp",
                "mcp list",
                "mcp add",
                "mcp remove",
                "mcp enable",
                "mcp disable",
                "mcp import",
                "prompt",
                "prompt list",
                "prompt set",
                "prompt show",
                "prompt remove",
                "prompt enable",
                "prompt disable",
                "mock",
                "clean",
                "generate-completion"
            })
    void helpNamesTheExitCodesAndTouchesNothing(String command) {
        CommandRun run = CommandRun.of(product, (command + " --help").strip().split(" "));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: ccgate").contains("Exit codes:");
        assertThat(run.err()).isEmpty();
        assertThat(product.asked).isEmpty();
    }

    @Test
    void aMistypedOptionIsOneLineThatHelps() {
        CommandRun run = CommandRun.of(product, "validate", "--formt", "json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("ccgate: Unknown options: '--formt', 'json'; did you mean --format? (see ccgate validate"
                        + " --help)\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMistypedCommandIsOneLineThatHelps() {
        CommandRun run = CommandRun.of(product, "valdate");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("did you mean").contains("validate");
    }

    @Test
    void theVersionIsTold() {
        assertThat(CommandRun.of(product, "--version").out()).startsWith("ccgate ");
    }

    @Test
    void completionKnowsTheCommands() {
        CommandRun run = CommandRun.of(product, "generate-completion");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("validate").contains("--config");
    }
}
