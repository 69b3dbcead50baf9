/**
 * Reads the usage out of passing answer bytes without delaying or copying them.
 */
@NullMarked
package io.ccgate.usage.meter;

import org.jspecify.annotations.NullMarked;
