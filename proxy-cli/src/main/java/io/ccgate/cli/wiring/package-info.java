/** Fulfils the ports of the commands with the rest of the product. Each class is loaded only by the commands that need it. */
@NullMarked
package io.ccgate.cli.wiring;

import org.jspecify.annotations.NullMarked;
