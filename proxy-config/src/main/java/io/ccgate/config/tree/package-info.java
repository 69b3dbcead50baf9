/**
 * The text of a file and what stands where in it: a located tree, read from JSON with comments or from YAML. Written by hand rather than bound by a library, since errors need both places of a duplicate key, edits need the exact range of every value, and the start of the gateway should not wait for a data binder. Nothing here knows what a key means.
 */
@NullMarked
package io.ccgate.config.tree;

import org.jspecify.annotations.NullMarked;
