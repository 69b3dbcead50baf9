/**
 * What the gateway does right now, for the console's first page. Reads counters, changes nothing.
 */
@NullMarked
package io.ccgate.admin.live;

import org.jspecify.annotations.NullMarked;
