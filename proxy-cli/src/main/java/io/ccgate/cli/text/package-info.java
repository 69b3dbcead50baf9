/**
 * Tables, CSV and JSON for the terminal. Pure.
 */
@NullMarked
package io.ccgate.cli.text;

import org.jspecify.annotations.NullMarked;
