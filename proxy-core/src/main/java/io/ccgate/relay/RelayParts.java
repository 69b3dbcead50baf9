package io.ccgate.relay;

import io.ccgate.protocol.StreamProbe;
import io.ccgate.usage.meter.Meter;
import org.jspecify.annotations.Nullable;

/**
 * What looks at an upstream's answer while it goes by.
 *
 * @param probe tells preamble from content; null: the first byte is content
 * @param meter null when nothing is metered
 */
record RelayParts(@Nullable StreamProbe probe, @Nullable Meter meter) {}
