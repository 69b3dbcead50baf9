/**
 * The request log: what is known of every request, and headers and bodies of those the configuration asks for. Event loops only copy
 * bytes, within bounds; one thread masks secrets and writes; questions read the files. Knows neither relay nor exchange.
 */
@NullMarked
package io.ccgate.observe.requests;

import org.jspecify.annotations.NullMarked;
