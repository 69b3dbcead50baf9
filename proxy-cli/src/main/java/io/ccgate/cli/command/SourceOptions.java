package io.ccgate.cli.command;

import io.ccgate.cli.port.AgentTools;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is written into the agents' settings. */
public final class SourceOptions {
    @Mixin
    private ConfigFolder config = new ConfigFolder();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Profile of agents.json (default: the last one, else the tenant's, else all that is enabled).")
    private @Nullable String profile;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Tenant whose key the agents use (default: the last one, else the only one).")
    private @Nullable String tenant;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The tenant's key, where the configuration holds only its hash (default: CCGATE_KEY).",
            defaultValue = "${env:CCGATE_KEY:-}")
    private String key = "";

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "Where the agents reach the gateway (default: the last one, else the first listener).")
    private @Nullable String gateway;

    AgentTools.Source source() {
        return new AgentTools.Source(
                config.path(),
                Optional.ofNullable(gateway),
                Optional.ofNullable(tenant),
                Optional.ofNullable(key).filter(given -> !given.isBlank()),
                Optional.ofNullable(profile));
    }
}
