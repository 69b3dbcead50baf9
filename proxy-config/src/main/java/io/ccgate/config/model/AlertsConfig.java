package io.ccgate.config.model;

import io.ccgate.config.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Who is warned before a limit is reached.
 *
 * @param webhook URL that takes a POST for each warning; a secret, since many such URLs are their own credential
 * @param thresholds percent of a limit, ascending; each is told once per window
 */
public record AlertsConfig(Optional<Secret> webhook, List<Integer> thresholds) {}
