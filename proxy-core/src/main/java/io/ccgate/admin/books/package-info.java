/**
 * Usage as the console shows it: over time and in groups. Only reads; the sums are {@code usage.query}'s.
 */
@NullMarked
package io.ccgate.admin.books;

import org.jspecify.annotations.NullMarked;
