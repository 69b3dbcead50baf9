/**
 * The configuration in force: one immutable value, swapped as a whole.
 */
@NullMarked
package io.ccgate.config.snapshot;

import org.jspecify.annotations.NullMarked;
