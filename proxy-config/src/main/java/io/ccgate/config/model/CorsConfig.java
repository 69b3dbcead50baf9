package io.ccgate.config.model;

import java.util.List;

/** Origins of browsers that may call the gateway; {@code *} means any, an empty list none. */
public record CorsConfig(List<String> allowedOrigins) {}
