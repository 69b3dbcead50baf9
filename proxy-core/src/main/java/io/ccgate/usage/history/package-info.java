/**
 * Past days, summed up: when a day is over its lines are read once more and put together in a small summary, so that
 * neither a start nor a question about a year reads them again. The lines stay the truth: a summary that is missing,
 * torn or older than its lines is not believed. Nothing here is called on an event loop.
 */
@NullMarked
package io.ccgate.usage.history;

import org.jspecify.annotations.NullMarked;
