/**
 * What can go wrong, as values: one mapping from exceptions to errors, one from an error to each protocol's envelope.
 */
@NullMarked
package io.ccgate.error;

import org.jspecify.annotations.NullMarked;
