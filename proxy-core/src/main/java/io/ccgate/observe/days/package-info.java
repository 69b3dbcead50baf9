/**
 * Lines kept by the UTC day they belong to, one folder a day: appended by one thread, read backwards by any, newest first. Knows
 * nothing of what a line says.
 */
@NullMarked
package io.ccgate.observe.days;

import org.jspecify.annotations.NullMarked;
