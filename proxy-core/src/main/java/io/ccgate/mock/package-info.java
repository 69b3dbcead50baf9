/**
 * A demo upstream that speaks all four protocols, for first contact, rehearsing failover, and tests.
 */
@NullMarked
package io.ccgate.mock;

import org.jspecify.annotations.NullMarked;
