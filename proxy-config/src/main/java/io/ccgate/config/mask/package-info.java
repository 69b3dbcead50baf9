/**
 * Showing configuration files without their secrets, and taking back what was shown so. Knows from the files' own shapes which values
 * are secret.
 */
@NullMarked
package io.ccgate.config.mask;

import org.jspecify.annotations.NullMarked;
