/**
 * What the user wrote: typed, immutable, checked, watched, edited. No network type is known here.
 */
@NullMarked
package io.ccgate.config;

import org.jspecify.annotations.NullMarked;
