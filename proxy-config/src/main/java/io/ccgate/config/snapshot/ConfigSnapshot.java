package io.ccgate.config.snapshot;

import io.ccgate.config.check.Finding;
import io.ccgate.config.model.Config;
import java.time.Instant;
import java.util.List;

/**
 * One version of the configuration. Immutable; an exchange keeps the snapshot it started with.
 *
 * @param revision counts up by one with each reload, from 1
 * @param hash digest of the content of all files, short enough for a log line
 * @param warnings what the checks found that does not stop the gateway
 */
public record ConfigSnapshot(long revision, String hash, Instant loadedAt, Config config, List<Finding> warnings) {}
