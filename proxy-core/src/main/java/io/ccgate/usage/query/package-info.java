/**
 * Questions about past usage, answered from ledger and files.
 */
@NullMarked
package io.ccgate.usage.query;

import org.jspecify.annotations.NullMarked;
