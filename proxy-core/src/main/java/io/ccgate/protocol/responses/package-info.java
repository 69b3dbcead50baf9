/**
 * OpenAI's Responses API: which stream events come before content and which are errors.
 */
@NullMarked
package io.ccgate.protocol.responses;

import org.jspecify.annotations.NullMarked;
