/**
 * Finds and splices top-level values of a JSON body without building a tree.
 */
@NullMarked
package io.ccgate.json;

import org.jspecify.annotations.NullMarked;
