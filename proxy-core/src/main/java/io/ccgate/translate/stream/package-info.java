/**
 * Streamed answers: per protocol one event reader and one event writer, joined by StreamSink.
 */
@NullMarked
package io.ccgate.translate.stream;

import org.jspecify.annotations.NullMarked;
