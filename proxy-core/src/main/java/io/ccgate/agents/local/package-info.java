/**
 * The agents of this machine and the configuration of a gateway brought together: whose key they get, where the gateway is, which profile
 * counts. For the commands and for the administration of a gateway that runs on the user's own machine. Reads and writes files.
 */
@NullMarked
package io.ccgate.agents.local;

import org.jspecify.annotations.NullMarked;
