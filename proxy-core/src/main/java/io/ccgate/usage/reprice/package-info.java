/**
 * Prices past requests anew after a price was put right. Reads and adds lines; nothing here is called on an event loop.
 */
@NullMarked
package io.ccgate.usage.reprice;

import org.jspecify.annotations.NullMarked;
