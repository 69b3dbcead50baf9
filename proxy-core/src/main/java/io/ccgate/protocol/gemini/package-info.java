/**
 * Google's Gemini API: its stream chunks and errors.
 */
@NullMarked
package io.ccgate.protocol.gemini;

import org.jspecify.annotations.NullMarked;
