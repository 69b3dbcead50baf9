/**
 * What tokens cost. Decimal arithmetic only.
 */
@NullMarked
package io.ccgate.usage.price;

import org.jspecify.annotations.NullMarked;
