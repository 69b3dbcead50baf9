/** What {@code scripts/bench.sh} runs beside the gateway: the upstream and the load. No test runs it. */
@NullMarked
package io.ccgate.bench;

import org.jspecify.annotations.NullMarked;
