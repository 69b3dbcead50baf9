package io.ccgate.cli.command;

import io.ccgate.cli.exit.ExitCode;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageReader.By;
import io.ccgate.cli.text.CacheReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code usage cache}: what prompt caching was worth. */
@Command(
        name = "cache",
        description =
                "Show what prompt caching saved and cost, and which switches of upstream left a warm cache behind.",
        exitCodeList = {"0:shown, even if there is nothing to show", "1:the files cannot be read", "2:wrong usage"},
        footer = {
            "",
            "saved: what the tokens read from caches would have cost more as plain input.",
            "premium: what the tokens written to caches cost more than as plain input; lost: the part of it that no"
                    + " later",
            "request of the same conversation read. switches: requests that went to another upstream while the",
            "conversation's cache was warm elsewhere, and what that cost."
        })
public final class UsageCacheCommand implements Callable<Integer> {
    private final UsageReader reader;

    @Mixin
    private UsageView view = new UsageView();

    @Mixin
    private Terminal terminal = new Terminal();

    public UsageCacheCommand(UsageReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws IOException {
        view.show(By.TENANT, reader, CacheReport::new, terminal);
        return ExitCode.OK;
    }
}
