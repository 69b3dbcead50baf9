/**
 * The commands a user types. Thin: a command parses, calls and prints; it decides nothing that the gateway does not know.
 */
@NullMarked
package io.ccgate.cli;

import org.jspecify.annotations.NullMarked;
