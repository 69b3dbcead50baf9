/** Where the agents keep their files: their folders by their own environment variables, and who of them is installed. Reads nothing. */
@NullMarked
package io.ccgate.agents.home;

import org.jspecify.annotations.NullMarked;
