/**
 * A demo upstream that speaks all four protocols, for first contact, rehearsing failover, and tests: {@link
 * io.ccgate.mock.MockUpstream}. A request goes from its {@code Dialect} (reads it) through {@code DemoModel} (decides what
 * to say) back to the dialect (writes it), then {@code Staging} works the faults in and {@code AnswerPlayer} sends it.
 *
 * <p>Nothing of the gateway is used here, so that a fault of the gateway cannot hide itself by being on both sides.
 */
@NullMarked
package io.ccgate.mock;

import org.jspecify.annotations.NullMarked;
