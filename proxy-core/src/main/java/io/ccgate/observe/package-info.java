/**
 * What operators see: access log, metrics, events, health.
 */
@NullMarked
package io.ccgate.observe;

import org.jspecify.annotations.NullMarked;
