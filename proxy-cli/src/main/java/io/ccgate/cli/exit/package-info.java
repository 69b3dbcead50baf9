/**
 * How a command ends: exit codes, and one line on standard error for everything that goes wrong.
 */
@NullMarked
package io.ccgate.cli.exit;

import org.jspecify.annotations.NullMarked;
