/**
 * May they: allowed models, model rewriting, addresses, expiry. Pure questions over a snapshot.
 */
@NullMarked
package io.ccgate.policy;

import org.jspecify.annotations.NullMarked;
