package io.ccgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.cli.port.GatewayStarter.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway, asked through the command line. */
class ExplainAsksTheRunningGatewayTest {
    private static final String TOKEN = "script-token-0123456789abcdef";

    @TempDir
    Path folder;

    private static CommandRun explain(String... more) {
        List<String> words = new ArrayList<>(List.of("explain"));
        words.addAll(List.of(more));
        CommandRun run = CommandRun.of(Wiring.ports(), words.toArray(String[]::new));
        assertThat(run.out() + run.err()).doesNotContain(TOKEN);
        return run;
    }

    @Test
    void itSaysWhoWouldServeARequestAndWhyNot() throws Exception {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"server\": {\"listeners\": [{\"host\": \"127.0.0.1\", \"port\": 0}]}, \"admin\": {\"enabled\":"
                        + " true, \"username\": \"root\", \"password\": \"a-good-long-password\", \"tokens\": [{\"name\":"
                        + " \"s\", \"token\": \"" + TOKEN + "\", \"role\": \"read\"}]}, \"logging\": {\"directory\": \""
                        + folder.resolve("logs") + "\"}}");
        Files.writeString(
                folder.resolve("tenants.json"),
                "{\"tenants\": [{\"id\": \"t\", \"key\": \"sk-tenant-0123456789abcdef\", \"allowedModels\":"
                        + " [\"claude-*\"]}]}");
        Files.writeString(
                folder.resolve("upstreams.json"),
                "{\"upstreams\": [{\"id\": \"up\", \"url\": \"http://127.0.0.1:9\", \"key\": \"k-0123456789\","
                        + " \"protocol\": \"anthropic\"}]}");
        Running gateway = Wiring.ports().gateway().start(folder, folder.resolve("data"));
        try {
            String url = gateway.addresses().get(0).toString();
            CommandRun served =
                    explain("--url", url, "--token", TOKEN, "--tenant", "t", "--model", "claude-sonnet-4-5");
            assertThat(served.code()).as(served.err()).isZero();
            assertThat(served.out())
                    .contains("claude-sonnet-4-5 of tenant t would be served")
                    .contains("1.    up as");
            CommandRun refused = explain(
                    "--url",
                    url,
                    "--token",
                    TOKEN,
                    "--tenant",
                    "t",
                    "--model",
                    "gpt-9",
                    "--path",
                    "/v1/chat/completions",
                    "--format",
                    "json");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).contains("\"would_be_served\" : false");
            CommandRun nobody = explain("--url", url, "--token", TOKEN, "--tenant", "nobody", "--model", "m");
            assertThat(nobody.code()).isEqualTo(1);
            assertThat(nobody.err()).hasLineCount(1).contains("there is no such tenant");
            CommandRun stranger = explain("--url", url, "--token", "wrong", "--tenant", "t", "--model", "m");
            assertThat(stranger.err()).hasLineCount(1).contains("the login was refused");
        } finally {
            gateway.stop(Duration.ZERO);
            gateway.awaitStopped();
        }
    }

    @Test
    void withoutAGatewayTheFilesAreAsked() throws Exception {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"server\": {\"listeners\": [{\"host\": \"127.0.0.1\", \"port\": 0}]}, \"admin\": {\"enabled\":"
                        + " false}}");
        Files.writeString(
                folder.resolve("tenants.json"),
                "{\"tenants\": [{\"id\": \"t\", \"key\": \"sk-tenant-0123456789abcdef\", \"allowedModels\":"
                        + " [\"claude-*\"], \"limits\": {\"daily\": {\"maxRequests\": 5}}}]}");
        Files.writeString(
                folder.resolve("upstreams.json"),
                "{\"upstreams\": [{\"id\": \"up\", \"url\": \"http://127.0.0.1:9\", \"key\": \"k-0123456789\"}]}");
        String config = folder.toString();
        Path data = folder.resolve("data");

        CommandRun served = explain(
                "--config",
                config,
                "--data",
                data.toString(),
                "--key",
                "sk-tenant-0123456789abcdef",
                "--model",
                "claude-sonnet-4-5");

        assertThat(served.code()).as(served.err()).isZero();
        assertThat(served.out())
                .contains("claude-sonnet-4-5 of tenant t would be served")
                .contains("found by its key")
                .contains("1.    up as claude-sonnet-4-5")
                .contains("at most $")
                .contains("5 left of 5");
        assertThat(data).doesNotExist();
        CommandRun refused = explain("--config", config, "--tenant", "t", "--model", "gpt-9");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("would be refused").contains("no    model");
        CommandRun nobody = explain("--config", config, "--tenant", "nobody", "--model", "m");
        assertThat(nobody.err()).hasLineCount(1).contains("there is no such tenant");
        Files.writeString(folder.resolve("upstreams.json"), "{");
        CommandRun broken = explain("--config", config, "--tenant", "t", "--model", "m");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("is not good").contains("upstreams.json");
        CommandRun alone = explain("--url", "http://127.0.0.1:9", "--token", TOKEN, "--tenant", "t", "--model", "m");
        assertThat(alone.err()).hasLineCount(1).contains("no answer from").contains("--config DIR");
    }

    @Test
    void whatIsMissingIsWrongUsage() {
        assertThat(explain("--tenant", "t").code()).isEqualTo(2);
        assertThat(explain("--model", "m", "--tenant", "t", "--key", "k").code())
                .isEqualTo(2);
        assertThat(explain("--model", "m", "--tenant", "t", "--path", "/nowhere")
                        .code())
                .isEqualTo(2);
        assertThat(explain("--model", "m", "--tenant", "t", "--url", "x", "--token", TOKEN)
                        .code())
                .isEqualTo(2);
    }
}
