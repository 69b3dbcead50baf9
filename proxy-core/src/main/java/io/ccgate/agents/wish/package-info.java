/**
 * What should stand in the agents' files: an endpoint with its key, settings, MCP servers and a prompt, said in each agent's own
 * keys. Pure: it knows paths, but reads and writes no file. How wishes meet what the user wrote is decided in {@code apply}.
 */
@NullMarked
package io.ccgate.agents.wish;

import org.jspecify.annotations.NullMarked;
