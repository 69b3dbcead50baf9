/**
 * Claude Code, Codex and Gemini CLI: telling them apart by what they send, and reading which session a request belongs
 * to. Looks at heads and at strings others found in a body; never at a channel.
 */
@NullMarked
package io.ccgate.agents;

import org.jspecify.annotations.NullMarked;
