/**
 * MCP servers, prompts and the agents' settings in the administration's API, in the shapes that CCG Gateway's console uses. Changes go
 * into {@code agents.json}; on the gateway's own machine they reach the agents that are switched on.
 */
@NullMarked
package io.ccgate.admin.agents;

import org.jspecify.annotations.NullMarked;
