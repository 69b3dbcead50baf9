/**
 * Stateless functions on HTTP heads: hop-by-hop headers, forwarded headers, targets.
 */
@NullMarked
package io.ccgate.http;

import org.jspecify.annotations.NullMarked;
