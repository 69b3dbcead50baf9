package io.ccgate.config.model;

/** Whether {@code /metrics} is served. */
public record MetricsConfig(boolean enabled) {}
