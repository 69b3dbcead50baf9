/**
 * OpenAI's Chat Completions API: its stream events, and the usage chunk that only the gateway asked for.
 */
@NullMarked
package io.ccgate.protocol.chat;

import org.jspecify.annotations.NullMarked;
