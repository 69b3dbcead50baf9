/**
 * Counts of what passes, made on the event loops in constant time, and their text for Prometheus, made only when somebody asks. Label
 * sets are bounded: names that come from clients fold to {@code other}.
 */
@NullMarked
package io.ccgate.observe.metrics;

import org.jspecify.annotations.NullMarked;
