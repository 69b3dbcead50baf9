/**
 * The gateway. {@code Gateway} wires everything; each folder below holds one idea.
 */
@NullMarked
package io.ccgate;

import org.jspecify.annotations.NullMarked;
