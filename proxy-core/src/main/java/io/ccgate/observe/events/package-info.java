/**
 * What happened to the gateway itself: upstreams that failed, were taken out or came back, configurations put in force or refused. Few
 * lines, kept for a month, for people to read.
 */
@NullMarked
package io.ccgate.observe.events;

import org.jspecify.annotations.NullMarked;
