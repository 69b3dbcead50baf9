package io.ccgate.config.snapshot;

import io.ccgate.config.check.Finding;
import java.time.Instant;
import java.util.List;

/**
 * How the last attempt to load went.
 *
 * @param ok false: the files are in error and the snapshot before stays in force
 * @param hash digest of the files that were read
 * @param findings all of them, errors and warnings
 * @param failures attempts in a row that failed; 0 when {@code ok}
 */
public record ReloadStatus(boolean ok, Instant at, String hash, List<Finding> findings, int failures) {}
