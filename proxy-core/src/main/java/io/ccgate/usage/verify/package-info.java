/**
 * Checks the usage files from end to end: what is torn, doubled or missing, and whether sums and summaries hold. Only
 * reads, so it may run beside a gateway. Nothing here is called on an event loop.
 */
@NullMarked
package io.ccgate.usage.verify;

import org.jspecify.annotations.NullMarked;
