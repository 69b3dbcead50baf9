/**
 * Tokens and money: what one request used and cost, who may still spend, what is written down.
 */
@NullMarked
package io.ccgate.usage;

import org.jspecify.annotations.NullMarked;
