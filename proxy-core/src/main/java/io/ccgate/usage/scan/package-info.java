/**
 * A push scanner for JSON that picks a few values out of passing bytes and skips the rest. Builds no tree, keeps no
 * input, never throws on bad input. Knows nothing of usage.
 */
@NullMarked
package io.ccgate.usage.scan;

import org.jspecify.annotations.NullMarked;
