/**
 * What {@code ccgate doctor} looks at: one class for each area, each answering with checks. Nothing here prints, and nothing makes a
 * call that costs money.
 */
@NullMarked
package io.ccgate.cli.wiring.doctor;

import org.jspecify.annotations.NullMarked;
