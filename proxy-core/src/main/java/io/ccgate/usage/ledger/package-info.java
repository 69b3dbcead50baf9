/**
 * Counters in memory: who has spent what in which window.
 */
@NullMarked
package io.ccgate.usage.ledger;

import org.jspecify.annotations.NullMarked;
