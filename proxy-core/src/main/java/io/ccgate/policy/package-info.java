/**
 * May they: allowed models, model rewriting, addresses, expiry; and at the entrance rates, requests at a time and the limits of
 * the books. Nothing here knows a channel; whoever must wait is woken by a callback.
 */
@NullMarked
package io.ccgate.policy;

import org.jspecify.annotations.NullMarked;
