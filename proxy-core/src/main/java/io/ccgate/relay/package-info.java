/**
 * One exchange's way to an upstream and back: attempts, first content, failover, streaming through, the end.
 */
@NullMarked
package io.ccgate.relay;

import org.jspecify.annotations.NullMarked;
