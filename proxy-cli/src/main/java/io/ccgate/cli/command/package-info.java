/**
 * One class for each command. None of them knows Netty; what they need of the product comes in through {@code io.ccgate.cli.port}.
 */
@NullMarked
package io.ccgate.cli.command;

import org.jspecify.annotations.NullMarked;
