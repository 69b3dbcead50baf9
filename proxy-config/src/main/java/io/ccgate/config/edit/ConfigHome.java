package io.ccgate.config.edit;

import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.snapshot.ReloadStatus;
import java.util.function.Supplier;

/**
 * Where a running gateway's configuration comes from, for those who change it.
 *
 * @param loader reads the folder
 * @param reload loads at once and puts what it finds in force; not for an event loop
 */
public record ConfigHome(ConfigLoader loader, Supplier<ReloadStatus> reload) {}
