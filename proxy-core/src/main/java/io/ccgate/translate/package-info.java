/**
 * Any client to any upstream. A request is read into the neutral conversation ({@code model}) once and written per attempt
 * ({@code request}); the answer goes the way back, whole ({@code answer}) or event by event ({@code stream}), and so do errors
 * ({@code error}). Each protocol adds one reader and one writer of each kind, named in {@link io.ccgate.translate.Dialect}.
 *
 * <p>Pure: no channel, no thread, no clock but the injected one; {@code ByteBuf} occurs only where bytes come in and go out.
 * Requests for an upstream of the client's own protocol never come here.
 */
@NullMarked
package io.ccgate.translate;

import org.jspecify.annotations.NullMarked;
