/** Measurements of the hot paths, run by hand or by the benchmark script; no test. */
package io.ccgate.benchmarks;
