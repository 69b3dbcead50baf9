/**
 * The Anthropic Messages API: which stream events come before content and which are errors.
 */
@NullMarked
package io.ccgate.protocol.anthropic;

import org.jspecify.annotations.NullMarked;
