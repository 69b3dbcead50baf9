/**
 * What prompt caches are worth: which writes were read, which switch of upstream left a warm cache behind. Decides from
 * the numbers of finished requests; no I/O.
 */
@NullMarked
package io.ccgate.usage.cache;

import org.jspecify.annotations.NullMarked;
