/**
 * The usage files: one NDJSON line a request, written off the event loops, read back at start.
 */
@NullMarked
package io.ccgate.usage.journal;

import org.jspecify.annotations.NullMarked;
