/**
 * Reads MCP servers and prompts that are there already: in the agents' own files, in CCG Gateway's database and in cc-switch's
 * configuration. Changes nothing, and keeps nothing open.
 */
@NullMarked
package io.ccgate.agents.found;

import org.jspecify.annotations.NullMarked;
