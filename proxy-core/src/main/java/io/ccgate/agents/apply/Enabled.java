package io.ccgate.agents.apply;

import java.time.Instant;
import java.util.Optional;

/**
 * That an agent is switched to a gateway, and how.
 *
 * @param gateway its URL
 * @param tenant whose key it uses, as far as that is known
 * @param profile the named set it got
 */
public record Enabled(String gateway, Optional<String> tenant, Optional<String> profile, Instant since) {}
