/**
 * Immutable records of the configuration, defaults applied. No behaviour beyond small questions a record can answer about itself; no file, JSON or network type.
 */
@NullMarked
package io.ccgate.config.model;

import org.jspecify.annotations.NullMarked;
