/**
 * JSON and SSE as bytes: scan without a tree, write without one. Knows no protocol.
 */
@NullMarked
package io.ccgate.translate.wire;

import org.jspecify.annotations.NullMarked;
