/**
 * Compares the books with what a provider invoices. Reads files; nothing here is called on an event loop.
 */
@NullMarked
package io.ccgate.usage.invoice;

import org.jspecify.annotations.NullMarked;
