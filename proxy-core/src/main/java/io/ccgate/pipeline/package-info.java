/**
 * The stages every request passes, one handler a file, in the order that {@code ClientPipeline} lists. A handler asks a pure class and passes on; it decides nothing itself.
 */
@NullMarked
package io.ccgate.pipeline;

import org.jspecify.annotations.NullMarked;
