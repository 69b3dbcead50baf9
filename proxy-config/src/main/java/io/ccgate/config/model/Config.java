package io.ccgate.config.model;

import java.util.List;

/**
 * Everything the user wrote, in one immutable value: the content of all files of one configuration folder, defaults
 * applied and references resolved.
 */
public record Config(
        ServerConfig server,
        List<UpstreamConfig> upstreams,
        LoadBalancerConfig loadBalancer,
        List<TenantConfig> tenants,
        PricingConfig pricing,
        ModelsConfig models,
        AgentsConfig agents) {}
