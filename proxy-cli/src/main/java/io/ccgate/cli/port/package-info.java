/**
 * What the commands need of the rest of the product. {@code Wiring} is the one place that says who fulfils it.
 */
@NullMarked
package io.ccgate.cli.port;

import org.jspecify.annotations.NullMarked;
