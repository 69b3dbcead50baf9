package io.ccgate.config.model;

import java.util.Map;
import java.util.Optional;

/**
 * The OpenAI endpoint of CCGate: aliases by exact name, and what an unknown name becomes.
 *
 * @param enabled false: the endpoint answers 503
 */
public record OpenAiConfig(boolean enabled, Map<String, String> models, Optional<String> defaultModel) {}
