/**
 * What operators see: access log, metrics, events, health. A folder each for the request log, for metrics, for events, for lines by day,
 * and for keeping secrets out of all of them. Must not know exchanges, the relay or the administration: they tell it what happened.
 */
@NullMarked
package io.ccgate.observe;

import org.jspecify.annotations.NullMarked;
