package io.ccgate.config.model;

import java.time.Duration;

/**
 * Durability and life of the usage files.
 *
 * @param fsyncInterval longest time that written records stay unforced when {@code fsync} is {@link Fsync#INTERVAL}
 * @param retentionDays days kept; 0 keeps all
 */
public record UsageConfig(Fsync fsync, Duration fsyncInterval, int retentionDays) {
    /** When written records are forced to the disk. */
    public enum Fsync {
        ALWAYS,
        INTERVAL,
        NEVER
    }
}
