/**
 * The client side of Netty: listeners, the pipeline, the framing gate, body collection, writing answers, drain. Knows no upstream.
 */
@NullMarked
package io.ccgate.server;

import org.jspecify.annotations.NullMarked;
