package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.check.Finding;
import io.ccgate.config.check.Finding.Severity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTellsMachinesAndPeopleTest {
    private static final Finding ERROR =
            new Finding(Severity.ERROR, "server.json", 3, 5, "/server/port", "not a port", "1 to 65535");
    private static final Finding WARNING =
            new Finding(Severity.WARNING, "tenants.json", 1, 1, "", "plain key", "hash it");

    private final FakeProduct product = new FakeProduct();

    @TempDir
    Path config;

    @Test
    void inOrderIsZero() {
        CommandRun run = validate();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(config + ": in order\n");
    }

    @Test
    void everyFindingIsListedAndAnErrorIsOne() {
        product.findings = List.of(ERROR, WARNING);
        CommandRun run = validate();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo(
                        "server.json:3: not a port\ntenants.json:1: plain key\n" + config + ": 1 error, 1 warning\n");
    }

    @Test
    void warningsAloneAreZeroUnlessStrict() {
        product.findings = List.of(WARNING);
        assertThat(validate().code()).isZero();
        assertThat(validate("--strict").code()).isEqualTo(1);
    }

    @Test
    void jsonIsNothingButJson() {
        product.findings = List.of(ERROR);
        CommandRun run = validate("--format", "json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("[1]\n");
    }

    @Test
    void aMissingFolderNamesTheRemedy() {
        CommandRun run = CommandRun.of(
                product, "validate", "--config", config.resolve("none").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("ccgate init --config");
    }

    private CommandRun validate(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "validate";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(product, arguments);
    }
}
