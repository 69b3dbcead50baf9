/**
 * A first configuration with fresh keys. Never overwrites.
 */
@NullMarked
package io.ccgate.config.init;

import org.jspecify.annotations.NullMarked;
