/**
 * Estimates the tokens of a request where the upstream cannot count them.
 */
@NullMarked
package io.ccgate.translate.count;

import org.jspecify.annotations.NullMarked;
