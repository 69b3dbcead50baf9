/**
 * Judges loaded configuration as a whole. Returns findings, never throws.
 */
@NullMarked
package io.ccgate.config.check;

import org.jspecify.annotations.NullMarked;
