/** Microbenchmarks: run with JMH's own main, never by the tests. */
@NullMarked
package io.ccgate.benchmarks;

import org.jspecify.annotations.NullMarked;
