/**
 * Names and shapes of the four wire protocols, a folder each, and which of them a path speaks. No channel.
 */
@NullMarked
package io.ccgate.protocol;

import org.jspecify.annotations.NullMarked;
