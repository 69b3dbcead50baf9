package io.ccgate.cli.port;

/** All that the commands need of the rest of the product. */
public record Ports(
        ConfigFiles config,
        Keys keys,
        GatewayStarter gateway,
        MockStarter mock,
        UsageReader usage,
        BookKeeper books,
        UsageVerifier verifier,
        AgentTools agents,
        AgentsFileEditor agentsFile,
        Doctor doctor,
        AdminApi admin,
        Explainer explainer) {}
