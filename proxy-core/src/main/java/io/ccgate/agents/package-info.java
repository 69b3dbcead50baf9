/**
 * Claude Code, Codex and Gemini CLI: telling them apart by what they send, and reading which session a request belongs
 * to. Looks at heads and at strings others found in a body; never at a channel. Their settings
 * files are the matter of the packages below, which know no Netty.
 */
@NullMarked
package io.ccgate.agents;

import org.jspecify.annotations.NullMarked;
