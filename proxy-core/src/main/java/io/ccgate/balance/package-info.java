/**
 * Which upstream next: candidates, strategies, session affinity, health, blacklist. Decisions over a snapshot with injected time and chance; no channel.
 */
@NullMarked
package io.ccgate.balance;

import org.jspecify.annotations.NullMarked;
