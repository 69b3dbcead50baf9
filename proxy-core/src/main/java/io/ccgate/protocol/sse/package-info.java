/**
 * Server-sent events as bytes: scanning for borders and events, telling a preamble from content and errors.
 */
@NullMarked
package io.ccgate.protocol.sse;

import org.jspecify.annotations.NullMarked;
